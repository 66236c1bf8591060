import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readSoftware, type SoftwareImage } from '../../../../src/panos/answers/software.ts';
import { result } from '../sampleXml.ts';

const SHA = 'CD'.repeat(32);

function read(entries: string): SoftwareImage[] {
  return readSoftware(
    result(
      `<sw-updates last-updated-at="2026/05/31 11:47:34"><msg/><versions>${entries}</versions></sw-updates>`,
    ),
  );
}

describe('readSoftware', () => {
  it('reads sizes, states and the base mark', () => {
    const images = read(`
      <entry><version>11.1.4-h7</version><filename>PanOS_vm-11.1.4-h7</filename><size>492</size><size-kb>504796</size-kb><downloaded>no</downloaded><current>no</current></entry>
      <entry><version>11.1.0</version><size>1037</size><size-kb>1061888</size-kb><downloaded>yes</downloaded><current>no</current><sha256>${SHA}</sha256><release-type>Base</release-type></entry>
      <entry><version>10.2.9</version><filename>(null)</filename><size>(null)</size><downloaded>downloading</downloaded><current>yes</current><release-type>Hotfix</release-type></entry>`);
    assert.deepEqual(images, [
      {
        version: '11.1.4-h7',
        sizeMb: 492,
        downloaded: 'no',
        current: false,
        isBase: null,
        filename: 'PanOS_vm-11.1.4-h7',
        sha256: null,
      },
      {
        version: '11.1.0',
        sizeMb: 1037,
        downloaded: 'yes',
        current: false,
        isBase: true,
        filename: null,
        sha256: SHA.toLowerCase(),
      },
      {
        version: '10.2.9',
        sizeMb: null,
        downloaded: 'downloading',
        current: true,
        isBase: false,
        filename: null,
        sha256: null,
      },
    ]);
  });

  it('does not take an image without bytes, or an unknown word, for downloaded', () => {
    const images = read(`
      <entry><version>1.0.0</version><size-kb>0</size-kb><downloaded>yes</downloaded></entry>
      <entry><version>1.0.1</version><downloaded>perhaps</downloaded></entry>`);
    assert.deepEqual(
      images.map((image) => image.downloaded),
      ['no', 'no'],
    );
  });

  it('lists an image once and skips an entry without a version', () => {
    const images = read(
      '<entry><version>1.0.0</version><current>yes</current></entry><entry><version>1.0.0</version></entry><entry><size>1</size></entry>',
    );
    assert.deepEqual(
      images.map((image) => [image.version, image.current]),
      [['1.0.0', true]],
    );
  });

  it('gives an empty list for nothing and refuses something else', () => {
    assert.deepEqual(readSoftware(result('')), []);
    assert.deepEqual(read(''), []);
    assert.throws(() => readSoftware(result('<job>3</job>')), AnswerShapeError);
  });
});
