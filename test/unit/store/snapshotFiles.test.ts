import assert from 'node:assert/strict';
import { silentLog } from '../../../src/ports/log.ts';
import { snapshotFiles } from '../../../src/store/snapshotFiles.ts';
import type { Snapshot, SnapshotFiles } from '../../../src/validation/snapshot.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { optionsOn } from './storePieces.ts';

function sample(routes: number): Snapshot {
  return {
    serial: '001901000001',
    at: 1,
    swVersion: '11.1.10',
    tcpSessions: null,
    routes: Array.from({ length: routes }, (_, index) => ({
      virtualRouter: 'default',
      destination: `10.${index >> 8}.${index & 255}.0/24`,
      nexthop: '10.0.0.1',
      interface: 'ethernet1/1',
      flags: 'A S',
    })),
    arp: [{ ip: '10.0.0.1', mac: '00:1b:17:00:01:01', interface: 'ethernet1/1' }],
  };
}

describe('snapshotFiles', () => {
  const disk = memoryDisk();
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (text: string) => warnings.push(text) };
  const over = (): SnapshotFiles =>
    snapshotFiles('/s', disk.attach(), optionsOn(disk.attach()).parseSnapshot, log);

  it('gives back what was saved, small or large, and replaces', async () => {
    for (const routes of [0, 3, 20_000]) {
      await over().save('job-k3x9/hop1.pre_snapshot', sample(routes));
      assert.deepEqual(await over().load('job-k3x9/hop1.pre_snapshot'), sample(routes));
    }
    assert.deepEqual(disk.paths(), ['/s/job-k3x9~hop1.pre_snapshot.json.gz']);
    assert.ok((disk.content('/s/job-k3x9~hop1.pre_snapshot.json.gz')?.length ?? 0) < 200_000);
  });

  it('gives null for one that is not there, and for one that cannot be read, with a word in the log', async () => {
    assert.equal(await over().load('job-k3x9/hop2.pre_snapshot'), null);
    assert.deepEqual(warnings, []);
    disk.put('/s/job-k3x9~hop3.pre_snapshot.json.gz', Buffer.from('rubbish'));
    assert.equal(await over().load('job-k3x9/hop3.pre_snapshot'), null);
    assert.match(warnings.join(), /hop3/);
  });

  it('takes no id that could leave the folder or be no file', async () => {
    const bad = [
      '',
      'job',
      '../job/x',
      'job/../x',
      'job/..',
      '/etc/passwd',
      'job\\x/y',
      'con.x/y',
      'a/b/c/d',
      'job/x\0',
      'job/é',
    ];
    for (const id of [...bad, `job/${'x'.repeat(99)}`]) {
      await assert.rejects(over().save(id, sample(0)), /cannot name/, id);
    }
  });
});
