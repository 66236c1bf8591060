/** A CSV file as text: what stands in its editor, saved or not, else what is on the disk. */
import { basename } from 'node:path';
import { FileType, type TextDocument, type Uri, workspace } from 'vscode';
import { UserError } from '../../ports/userError.ts';
import { editorError, type CsvUnreadable } from '../editorTroubles.ts';

/** A list of a hundred thousand devices has some megabytes. */
const LARGEST_FILE = 20_000_000;

/** @throws UserError when it cannot be read as text, or is larger than any list of devices. */
export async function readCsvFile(uri: Uri): Promise<string> {
  const open = openDocument(uri);
  if (open !== undefined) return open.getText();
  const bytes = await readBytes(uri);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function readBytes(uri: Uri): Promise<Uint8Array> {
  const refuse = (why: CsvUnreadable): never => {
    throw editorError({ code: 'csv_unreadable', file: basename(uri.fsPath), ...why });
  };
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if (type === FileType.Directory) return refuse({ why: 'folder' });
    if (size > LARGEST_FILE) {
      return refuse({ why: 'too_large', megabytes: Math.round(size / 1e6), most: LARGEST_FILE / 1e6 });
    }
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return refuse({ why: 'gone' });
  }
}

/** "Unicode text" of spreadsheets is UTF-16 with its mark. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
