/** What goes wrong in the demo fleet goes wrong on purpose, as the README says: one download heals, one does not. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { demoFleetSpec, demoUpgradePaths } from '../../support/demoFleet.ts';
import { Rig } from '../../support/rig.ts';
import { CREDENTIALS } from '../../support/sampleSpec.ts';

const HEALS = '016201040402';
const STAYS_WRONG = '012001030302';

describe('engine: what fails in the demo fleet', () => {
  let rig: Rig;
  let engine: Engine;

  before(async () => {
    rig = new Rig({
      spec: { ...demoFleetSpec(), credentials: CREDENTIALS },
      paths: JSON.parse(demoUpgradePaths()),
    });
    engine = await rig.start();
    await rig.discover(engine);
  });

  const statuses = (): (string | undefined)[] =>
    [HEALS, STAYS_WRONG].map(
      (serial) => engine.jobs.all().find(({ runs }) => runs[0]?.serial === serial)?.status,
    );

  it('is the download of two devices, of all that the Preview page lets through', async () => {
    const ready = new Set<string>();
    await rig.clock.drive(
      engine.surveyDownloads({
        serials: engine.inventory.devices().map(({ serial }) => serial),
        signal: new AbortController().signal,
        onRow(_index, { serial, outcome }) {
          if (outcome.kind === 'ready') ready.add(serial);
        },
      }),
    );
    const serials = [...ready];
    await rig.clock.drive(engine.submitDownloads({ serials, by: 'test' }));
    await rig.finishAll(engine);
    const failed = engine.jobs
      .all()
      .filter(({ type, status }) => type === 'download_only' && status === 'failed');
    const names = failed.map(({ runs }) => runs[0]?.hostname).sort();
    assert.deepEqual(names, ['sto-br-fw01', 'tyo-br-fw01']);
    assert.deepEqual(statuses(), ['failed', 'failed']);
  });

  it('is healed by a retry where the update server was the trouble, and not where the image is wrong', async () => {
    const failed = engine.jobs.all().filter(({ status }) => status === 'failed');
    const ids = failed.map(({ id }) => id);
    await rig.clock.drive(engine.retry(ids, 'test'));
    await rig.finishAll(engine);
    assert.deepEqual(statuses(), ['completed', 'failed']);
  });
});
