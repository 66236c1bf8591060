import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readDiskSpace } from '../../../../src/panos/answers/health/diskSpace.ts';
import { readSessionInfo } from '../../../../src/panos/answers/forwarding/sessions.ts';
import { readYesNo } from '../../../../src/panos/answers/yesNo.ts';
import { response, result } from '../sampleXml.ts';

describe('readDiskSpace', () => {
  it('reads the free bytes of each mount, from the right', () => {
    const text = ` Filesystem      Size  Used Avail Use% Mounted on
/dev/sda5        16G  6.0G  9.1G  40% /opt/pancfg
/dev/mapper/a-very-long-name-of-a-volume
                 18G   14G  2.9G  83% /opt/panrepo
none            7.7G     0  7.7G   0% /dev
tmpfs            12M   48K 1020K   1% /opt/pancfg/mgmt/ssl/private
/dev/sda2       3.8G  3.9G -101M 100% /
cgroup_root     7.7G  7.7G     0    - /cgroup
odd line`;
    const G = 1024 ** 3;
    assert.deepEqual(
      Object.fromEntries(
        readDiskSpace(result(`<![CDATA[${text}\n]]>`)).map((fs) => [fs.mount, fs.availableBytes]),
      ),
      {
        '/opt/pancfg': Math.round(9.1 * G),
        '/opt/panrepo': Math.round(2.9 * G),
        '/dev': Math.round(7.7 * G),
        '/opt/pancfg/mgmt/ssl/private': 1020 * 1024,
        '/': -101 * 1024 ** 2,
        '/cgroup': 0,
      },
    );
  });

  it('refuses an answer without any file system', () => {
    assert.throws(() => readDiskSpace(result('')), AnswerShapeError);
    assert.throws(() => readDiskSpace(result('busy')), AnswerShapeError);
  });
});

describe('readSessionInfo', () => {
  it('reads TCP sessions apart from all sessions', () => {
    const content =
      '<num-active>900</num-active><num-tcp>700</num-tcp><dp>*.dp0</dp><tcp-reject>True</tcp-reject>';
    assert.deepEqual(readSessionInfo(result(content)), { tcpSessions: 700, activeSessions: 900 });
  });

  it('gives null for what is missing', () => {
    assert.deepEqual(readSessionInfo(response('')), { tcpSessions: null, activeSessions: null });
    assert.deepEqual(readSessionInfo(result('<num-tcp>many</num-tcp>')), {
      tcpSessions: null,
      activeSessions: null,
    });
  });
});

describe('readYesNo', () => {
  it('reads a word in CDATA and calls anything else unknown', () => {
    assert.equal(readYesNo(result('<![CDATA[yes\n]]>')), 'yes');
    assert.equal(readYesNo(result('No')), 'no');
    assert.equal(readYesNo(result('soon')), 'unknown');
    assert.equal(readYesNo(response('')), 'unknown');
  });
});
