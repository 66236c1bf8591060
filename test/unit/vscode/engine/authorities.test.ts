import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Authorities,
  checkAuthorities,
  readAuthorities,
} from '../../../../src/vscode/engine/authorities.ts';
import { createAuthority } from '../../../engine/panos/tlsDevice.ts';

const { cert, key } = createAuthority();
const NOT_TRUSTED = /Certificates signed by your own authorities are not trusted\.$/;

function words({ problems }: Authorities): string {
  return problems.map(({ message }) => message).join(' ');
}

describe('the file of the own authorities', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-ca-'));
  });
  after(() => rm(folder, { recursive: true }));

  const written = async (text: string): Promise<string> => {
    const file = join(folder, 'ca.pem');
    await writeFile(file, text);
    return file;
  };

  it('gives its certificates, and nothing else that stands in it', async () => {
    const { pem, problems } = await readAuthorities(await written(`Our root\n${cert}\r\n# next\n${cert}`));
    assert.equal(pem?.match(/BEGIN CERTIFICATE/g)?.length, 2);
    assert.ok(!pem.includes('Our root'));
    assert.deepEqual(problems, []);
  });

  it('is said to be missing, a folder, or no full path', async () => {
    for (const [file, expected] of [
      [join(folder, 'none.pem'), /none\.pem does not exist\./],
      [folder, /is a folder\./],
      ['ca.pem', /"ca\.pem" is not a full path\./],
    ] as const) {
      const read = await readAuthorities(file);
      assert.equal(read.pem, undefined);
      assert.match(words(read), expected);
      assert.match(words(read), NOT_TRUSTED);
    }
  });

  it('is said to hold no certificate, or a key in place of one', () => {
    for (const [text, expected] of [
      ['', /ca\.pem holds no certificate in PEM form/],
      [cert.replaceAll('CERTIFICATE', 'X509 CRL'), /holds no certificate/],
      [key, /ca\.pem holds a private key and no certificate/],
    ] as const) {
      const read = checkAuthorities(text, 'ca.pem');
      assert.equal(read.pem, undefined);
      assert.match(words(read), expected);
      assert.ok(!words(read).includes(key.split('\n')[1] ?? '-'));
    }
  });

  it('gives the certificates beside a key or a broken one, and says so', () => {
    const broken = `${cert.slice(0, 60)}!!!${cert.slice(90)}`;
    const read = checkAuthorities(`${key}\n${cert}\n${broken}`, 'ca.pem');
    assert.equal(read.pem, cert.trim());
    assert.match(
      words(read),
      /private key beside the certificates.* Certificate 2 in ca\.pem cannot be read/,
    );
    assert.deepEqual(
      read.problems.map(({ trouble }) => trouble),
      [{ why: 'key_beside' }, { why: 'one_unreadable', number: 2 }].map((problem) => ({
        ...{ code: 'ca_file', setting: 'panosUpgrade.tls.caFile', file: 'ca.pem', ...problem },
      })),
    );
    assert.equal(checkAuthorities(broken, 'ca.pem').pem, undefined);
  });
});
