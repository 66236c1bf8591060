/** Paths written for a release train, judged by what the devices went through. In virtual time. */
import assert from 'node:assert/strict';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import {
  pair,
  PAIR,
  pairOf,
  sampleSpec,
  STANDALONE as SERIAL,
  standalone,
} from '../../support/sampleSpec.ts';
import { surveyUpgradesOf } from '../../support/upgradeSurveys.ts';

const PATHS = {
  '10.1.14-h4': ['10.2.10'],
  '10.1.14-h*': ['10.1.14-h6', '10.2.10'],
  '10.2.*': ['10.2.10', '11.1.4-h7'],
};

function rigOf(firewalls: FirewallSpecInput[], paths: unknown = PATHS): Rig {
  const spec = sampleSpec(firewalls);
  const hotfixes = ['10.1.14-h4', '10.1.14-h5', '10.1.14-h6', '10.1.14-h8'];
  const catalogue = [...hotfixes.map((version) => ({ version, sizeMb: 420 })), ...spec.catalogue];
  return new Rig({ paths, spec: { ...spec, catalogue, timing: { haFailoverSeconds: 0 } } });
}

describe('engine: paths of release trains', () => {
  for (const [version, installed, line] of [
    ['10.1.14-h4', ['10.2.10'], null],
    ['10.1.14-h5', ['10.1.14-h6', '10.2.10'], 'Its path is the line "10.1.14-h*".'],
    ['10.1.14-h6', ['10.2.10'], 'Its path is the line "10.1.14-h*".'],
    [
      '10.1.14-h8',
      ['10.2.10'],
      'Its path is the line "10.1.14-h*". It runs 10.1.14-h8 already, so 10.1.14-h6 is left out.',
    ],
  ] as const) {
    it(`lead ${version} upwards only, and the page says whose line it is`, async () => {
      const rig = rigOf([standalone({ version })]);
      const engine = await rig.start();
      await rig.discover(engine);
      const [row] = await surveyUpgradesOf({ rig, engine }, [SERIAL]);
      assert.deepEqual(row?.outcome, { kind: 'ready', note: line });
      const job = await rig.finish(engine, (await rig.submit(engine)).id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.deepEqual(
        rig.fleet.log.story(SERIAL, 'install_finished'),
        installed.map((to) => `install_finished ${to}`),
      );
    });
  }

  it('leave a device alone that runs something newer than their target', async () => {
    const rig = rigOf([standalone({ version: '10.1.14-h8' })], { '10.1.14-h*': ['10.1.14-h6'] });
    const engine = await rig.start();
    const job = await rig.finish(engine, (await rig.submit(engine)).id);
    assert.equal(job.status, 'skipped');
    assert.match(job.message ?? '', /already runs 10\.1\.14-h8, which is newer than 10\.1\.14-h6/);
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });

  it('lead pairs, too, also one that is half upgraded', async () => {
    for (const members of [pair(), pairOf('11.1.4-h7', '10.2.10')]) {
      const rig = rigOf(members);
      const engine = await rig.start();
      await rig.discover(engine);
      const [row] = await surveyUpgradesOf({ rig, engine }, PAIR);
      assert.deepEqual(row?.outcome, { kind: 'ready', note: 'Its path is the line "10.2.*".' });
      const job = await rig.finish(engine, (await submitPair(engine)).id);
      assert.equal(job.status, 'completed', job.message ?? '');
      for (const serial of PAIR) {
        assert.equal(rig.fleet.devices.get(serial)?.version, '11.1.4-h7');
        assert.deepEqual(
          new Set(rig.fleet.log.story(serial, 'install_finished')),
          new Set(
            serial === PAIR[0] && members[0]?.version === '11.1.4-h7' ? [] : ['install_finished 11.1.4-h7'],
          ),
        );
      }
    }
  });
});
