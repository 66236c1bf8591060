/**
 * Every fault the simulator knows, at every call of a download job and from every moment of it on: each must come to a
 * clear end, no image may be fetched twice, and nothing may be claimed that is not on the device.
 */
import assert from 'node:assert/strict';
import type { Job } from '../../src/jobs/job.ts';
import { isReadyForInstall } from '../../src/jobs/outcome/downloadMessage.ts';
import { callFaultSamples, deviceFaultSamples } from '../support/faultSamples.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE, standalone } from '../support/sampleSpec.ts';
import { callFault, escaped, Matrix } from './matrix.ts';

const IMAGES = ['10.2.0', '10.2.10', '11.1.0', '11.1.4-h7'];
const HOUR_MS = 3_600_000;
/** Stall limits and tries of four images by the default settings. */
const LONGEST_MS = 8 * HOUR_MS;

async function download(
  setFault: (rig: Rig) => void | Promise<void>,
): Promise<{ ending: string; wrong: string[]; rig: Rig }> {
  const rig = new Rig({ firewalls: [standalone({ panrepoFreeMb: 12_000 })] });
  const engine = await rig.start();
  await rig.discover(engine);
  rig.fleet.devices.get(STANDALONE)?.calls.byCommand.clear();
  const [queued] = (await engine.submitDownloads({ serials: [STANDALONE], by: 'test' })).queued;
  assert.ok(queued !== undefined);
  const begun = rig.clock.now();
  await setFault(rig);
  const job = await rig.finish(engine, queued.id);
  const tookMs = rig.clock.now() - begun;
  await rig.clock.advanceBy(HOUR_MS);
  await rig.clock.drive(engine.close());
  const wrong = violations(rig, job);
  if (tookMs > LONGEST_MS) wrong.push(`it took ${(tookMs / HOUR_MS).toFixed(1)} h`);
  if ((job.message ?? '') === '') wrong.push('it does not say how it ended');
  return { ending: job.status, wrong, rig };
}

/** By the device's own log and what is on it. */
function violations(rig: Rig, job: Job): string[] {
  const entries = rig.fleet.log.of(STANDALONE);
  const isThere = (version: string): boolean =>
    rig.fleet.devices.get(STANDALONE)?.images.get(version) === 'downloaded';
  const claimed = job.runs[0]?.images ?? [];
  return [
    // That it was exchanged, or went down without having been asked, is not our doing.
    ...entries
      .filter(({ what }) => !/^(download_|exchanged|went_down|booted)/.test(what))
      .map(({ what }) => `${what} on the device`),
    ...entries
      .filter(({ what, version = '' }) => what === 'download_started' && !IMAGES.includes(version))
      .map(({ version }) => `fetched ${version}`),
    ...IMAGES.filter(
      (version) =>
        entries.filter((entry) => entry.what === 'download_finished' && entry.version === version).length > 1,
    ).map((version) => `${version} fetched twice`),
    ...claimed
      .filter(({ state, version }) => (state === 'downloaded' || state === 'present') && !isThere(version))
      .map(({ version }) => `${version} is said to be there`),
    ...(job.status === 'completed' && !(job.runs.every(isReadyForInstall) && IMAGES.every(isThere))
      ? ['said to be complete']
      : []),
  ];
}

describe('fault matrix of a download', function () {
  this.timeout(900_000);

  it('every fault of a call, once, thrice and for good, at every kind of call', async () => {
    const matrix = new Matrix();
    const { rig } = await download(() => undefined);
    const calls = [...(rig.fleet.devices.get(STANDALONE)?.calls.byCommand.keys() ?? [])];
    assert.ok(calls.length >= 6, calls.join());
    for (const command of calls) {
      for (const { name, what } of callFaultSamples) {
        for (const more of [{}, { nth: 3 }, { times: 'always' as const }]) {
          const { ending, wrong } = await download(({ fleet }) =>
            fleet.fault(STANDALONE, callFault(escaped(command), what, more)),
          );
          matrix.add(`${command}: ${name} ${JSON.stringify(more)}`, ending, wrong);
        }
      }
    }
    matrix.isRight();
  });

  it('every lasting fault of the device, from each image on', async () => {
    const matrix = new Matrix();
    for (const [kind, fault] of Object.entries(deviceFaultSamples)) {
      for (const times of [0, 1, 2, 3]) {
        const { ending, wrong } = await download(async (rig) => {
          if (times > 0) await rig.until(STANDALONE, 'download_started', times);
          rig.fleet.fault(STANDALONE, fault);
        });
        matrix.add(`${kind} from image ${times} on`, ending, wrong);
      }
    }
    matrix.isRight();
  });
});
