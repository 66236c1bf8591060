/** A small archive in memory, as devices export their state: tar in its oldest form, gzipped. The same input gives the same bytes. */
import { gzipSync } from 'node:zlib';

interface ArchivedFile {
  /** At most 100 characters. */
  readonly name: string;
  readonly content: string;
}

const BLOCK = 512;

export function gzippedTar(files: readonly ArchivedFile[]): Uint8Array {
  const parts = files.flatMap(({ name, content }) => {
    const bytes = Buffer.from(content);
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    return [header(name, bytes.length), bytes, padding];
  });
  // Two empty blocks end a tar file.
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

/** Numbers are octal text; the checksum is counted with blanks in its own place. */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
  block.write(name, 0);
  block.write(octal(0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.fill(' ', 148, 156);
  block.write('0', 156);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
