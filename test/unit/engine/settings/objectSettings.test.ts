import assert from 'node:assert/strict';
import { readSettings } from '../../../../src/engine/settings/readSettings.ts';

/** With the problems in words. */
function read(values: Readonly<Record<string, unknown>>) {
  const { engine, problems } = readSettings((key) => values[key]);
  return { engine, problems: problems.map(({ message }) => message) };
}

describe('the settings that are objects', () => {
  it('are taken as they are, timeouts in milliseconds', () => {
    const { engine, problems } = read({
      'readiness.policies': { ha: 'warn', jumbo_frame: 'block' },
      'readiness.minimumContent': { '11.1': '8764', '11.2.4-h2': '8832-8912' },
      'readiness.updateWindowHours': 6,
      'readiness.mustExist': {
        sessions: [{ source: '10.1.1.1', destination: '2001:db8::5', destinationPort: 443 }],
        arpEntries: [{ ip: '10.1.1.1' }, { ip: '10.1.1.2', interface: 'ethernet1/3' }],
        tunnels: ['hq', 'hq:proxy-1'],
      },
      'firewall.rebootReadyTimeoutByModel': { 'PA-70*': 2700, 'PA-5450': 60 },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(engine.readiness, {
      policies: { ha: 'warn', jumbo_frame: 'block' },
      minimumContent: { '11.1': '8764', '11.2.4-h2': '8832-8912' },
      updateWindowHours: 6,
      mustExist: {
        sessions: [{ source: '10.1.1.1', destination: '2001:db8::5', destinationPort: '443' }],
        arpEntries: [{ ip: '10.1.1.1' }, { ip: '10.1.1.2', interface: 'ethernet1/3' }],
        tunnels: ['hq', 'hq:proxy-1'],
      },
    });
    assert.deepEqual(engine.firewall.rebootReadyTimeoutMsByModel, { 'PA-70*': 2_700_000, 'PA-5450': 60_000 });
  });

  it('lose only the entry that is wrong, which is named with its key', () => {
    const { engine, problems } = read({
      'readiness.policies': { ha: 'warn', sessions: 'blok', constructor: 'off' },
      'readiness.minimumContent': { '11.1': 8764, '11.2': '8832', eleven: '1' },
      'firewall.rebootReadyTimeoutByModel': { 'PA-*70': 900, 'PA-440': 59, 'PA-445': 14_401, 'PA-450': 90 },
    });
    assert.deepEqual(engine.readiness.policies, { ha: 'warn' });
    assert.deepEqual(engine.readiness.minimumContent, { '11.2': '8832' });
    assert.deepEqual(engine.firewall.rebootReadyTimeoutMsByModel, { 'PA-450': 90_000 });
    assert.equal(
      problems[0],
      'panosUpgrade.readiness.policies: The entry "sessions": "blok" is left out. It needs the name of a check and one of block, warn, off.',
    );
    assert.deepEqual(
      problems.map((problem) =>
        /^panosUpgrade\.(\S+): The entry (.+) is left out\. It needs /.exec(problem)?.slice(1),
      ),
      [
        ['readiness.policies', '"sessions": "blok"'],
        ['readiness.policies', '"constructor": "off"'],
        ['readiness.minimumContent', '"11.1": 8764'],
        ['readiness.minimumContent', '"eleven": "1"'],
        ['firewall.rebootReadyTimeoutByModel', '"PA-*70": 900'],
        ['firewall.rebootReadyTimeoutByModel', '"PA-440": 59'],
        ['firewall.rebootReadyTimeoutByModel', '"PA-445": 14401'],
      ],
    );
  });

  it('lose only the wrong entry of a list', () => {
    const good = { source: '10.1.1.1', destination: '10.1.1.2', destinationPort: 22 };
    const { engine, problems } = read({
      'readiness.mustExist': {
        sessions: [{ ...good, destinationPort: '22' }, good, { ...good, source: 'db.example.com' }],
        arpEntries: [{ ip: '10.1.1' }],
        tunnels: 'hq',
        routes: [],
      },
    });
    assert.deepEqual(engine.readiness.mustExist, {
      sessions: [{ ...good, destinationPort: '22' }],
      arpEntries: [],
      tunnels: [],
    });
    assert.equal(problems.length, 5);
    assert.ok(
      problems.every((problem) => problem.startsWith('panosUpgrade.readiness.mustExist: The entry ')),
    );
  });

  it('are as if unset where they are no objects', () => {
    for (const wrong of [7, 'warn', ['ha'], true]) {
      const { engine, problems } = read({ 'readiness.policies': wrong, 'workers.max': 7 });
      assert.deepEqual([engine.readiness.policies, engine.workers.max], [{}, 7]);
      assert.match(
        problems.join(),
        /^panosUpgrade\.readiness\.policies: .* is left out\. It needs to be an object/,
      );
    }
    assert.deepEqual(read({ 'readiness.policies': null }).problems, []);
  });

  it('carry the key and the entry that is left out', () => {
    const { problems } = readSettings((key) => (key === 'readiness.policies' ? { ha: 'blok' } : undefined));
    assert.deepEqual(
      problems.map(({ trouble }) => trouble),
      [
        {
          code: 'setting_entry_left_out',
          setting: 'panosUpgrade.readiness.policies',
          entry: { kind: 'named', name: 'ha', value: 'blok' },
          needs: 'the name of a check and one of block, warn, off',
        },
      ],
    );
  });

  it('quote no more than the beginning of what is long', () => {
    const [problem = ''] = read({ 'readiness.policies': { ha: 'x'.repeat(5000) } }).problems;
    assert.ok(problem.length < 300, problem);
  });
});
