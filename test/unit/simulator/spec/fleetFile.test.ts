import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFleetFile, removeFleetFile, writeFleetFile } from '../../../../src/simulator/spec/fleetFile.ts';
import { isPrivate, makePrivateFolder } from '../../../../src/simulator/spec/privatePlace.ts';
import { FINGERPRINT, sampleFleetFile } from '../sampleFleetFile.ts';

describe('the file of a simulated fleet', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'panos-fleet-')), 'state');
    file = join(folder, 'fleet.json');
    makePrivateFolder(folder);
    writeFleetFile(folder, sampleFleetFile());
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('is private, and says what was written', () => {
    assert.deepEqual(readFleetFile(folder), sampleFleetFile());
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('counts as nothing when it is not there or broken', () => {
    writeFileSync(file, '{"name": "sample"');
    assert.equal(readFleetFile(folder), null);
    rmSync(file);
    assert.equal(readFleetFile(folder), null);
    assert.equal(readFleetFile(join(folder, 'nothing')), null);
  });

  it('is refused when another user may read or write it, or its folder is open to others', () => {
    for (const mode of [0o640, 0o604, 0o620, 0o602]) {
      chmodSync(file, mode);
      assert.equal(readFleetFile(folder), null, mode.toString(8));
    }
    chmodSync(file, 0o600);
    for (const mode of [0o770, 0o702, 0o1777]) {
      chmodSync(folder, mode);
      assert.equal(readFleetFile(folder), null, mode.toString(8));
    }
    chmodSync(folder, 0o755);
    assert.notEqual(readFleetFile(folder), null);
  });

  it('is refused when it or its folder is a link', () => {
    const elsewhere = join(folder, '..', 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o700 });
    renameSync(file, join(elsewhere, 'fleet.json'));
    symlinkSync(join(elsewhere, 'fleet.json'), file);
    assert.equal(readFleetFile(folder), null);
    symlinkSync(elsewhere, join(folder, '..', 'link'));
    assert.equal(readFleetFile(join(folder, '..', 'link')), null);
    assert.notEqual(readFleetFile(elsewhere), null);
  });

  it('is refused when somebody else owns it', () => {
    const ours = { uid: 1000, mode: 0o100_600 };
    assert.equal(isPrivate(ours, 'file', 1000), true);
    assert.equal(isPrivate({ ...ours, uid: 1001 }, 'file', 1000), false);
    assert.equal(isPrivate({ ...ours, uid: 0 }, 'file', 1000), false);
    assert.equal(isPrivate({ uid: 1001, mode: 0o040_700 }, 'folder', 1000), false);
    // On Windows there are no such numbers, and the modes say nothing.
    assert.equal(isPrivate({ uid: 0, mode: 0o100_666 }, 'file', null), true);
  });

  it('is refused when it names anything but this machine by its address', () => {
    const hosts = ['localhost', 'LOCALHOST', '127.0.0.1.evil', '127.1', '0177.0.0.1', '0.0.0.0', '10.1.1.10'];
    hosts.push(
      '[::ffff:127.0.0.1]',
      '::1',
      '[::2]',
      'user@127.0.0.1',
      '127.0.0.1/',
      ' 127.0.0.1',
      '127.0.0.256',
      '127.0.0.01',
      '',
    );
    const addresses = [...hosts.map((host) => `${host}:20000`), '127.0.0.1', '127.0.0.1:', '127.0.0.1:0'];
    addresses.push('127.0.0.1:020000', '127.0.0.1:65536', '127.0.0.1:20000\n', 'https://127.0.0.1:20000');
    const { pins, control } = sampleFleetFile();
    for (const address of addresses) {
      const bad = { ...pins, [address]: FINGERPRINT };
      for (const change of [
        { pins: bad },
        { pins: bad, panorama: address },
        { control: { ...control, address } },
      ]) {
        writeFleetFile(folder, sampleFleetFile(change));
        assert.equal(readFleetFile(folder), null, JSON.stringify(change));
      }
    }
    const good = { '127.9.9.9:1': FINGERPRINT, '[::1]:65535': FINGERPRINT };
    writeFleetFile(folder, sampleFleetFile({ pins: good, panorama: '[::1]:65535' }));
    assert.notEqual(readFleetFile(folder), null);
  });

  it('is refused with a secret, a fingerprint, a moment or a Panorama that is none', () => {
    const { control } = sampleFleetFile();
    for (const change of [
      { control: { ...control, secret: '' } },
      { control: { ...control, secret: 'short' } },
      { control: { ...control, fingerprint: 'AB:CD' } },
      { pins: { '127.0.0.1:20000': FINGERPRINT.toLowerCase() } },
      { startedAt: '../../store' },
      { panorama: '127.0.0.1:29999' },
    ]) {
      writeFleetFile(folder, sampleFleetFile(change));
      assert.equal(readFleetFile(folder), null, JSON.stringify(change));
    }
  });

  it('is removed by the fleet that it speaks of, and by no other', () => {
    removeFleetFile(folder, '1e'.repeat(32));
    assert.notEqual(readFleetFile(folder), null);
    removeFleetFile(folder, sampleFleetFile().control.secret);
    assert.equal(readFleetFile(folder), null);
  });
});

describe('the folder of a simulated fleet', () => {
  it('is taken from others who had rights to it, and refused when it is a link', () => {
    const parent = mkdtempSync(join(tmpdir(), 'panos-fleet-'));
    try {
      const folder = join(parent, 'state');
      mkdirSync(folder);
      chmodSync(folder, 0o777);
      makePrivateFolder(folder);
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      symlinkSync(folder, join(parent, 'link'));
      assert.throws(() => makePrivateFolder(join(parent, 'link')), /is not used: it is a link/);
    } finally {
      rmSync(parent, { recursive: true });
    }
  });
});
