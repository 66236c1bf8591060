/** Every fault of a call at what makes room: each comes to a clear end, and no device loses what it needs, or anything twice. */
import { callFaultSamples } from '../support/faultSamples.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE, standalone } from '../support/sampleSpec.ts';
import { wrongDeletions } from './judges/deletionJudge.ts';
import { callFault, escaped, Matrix } from './matrix.ts';

/** It has to delete both of its old images first. */
function fullDevice(): Rig {
  const firewalls = [
    standalone({
      version: '10.2.10',
      otherPartition: '10.2.0',
      downloaded: ['9.1.13', '10.1.14', '10.2.0'],
      panrepoFreeMb: 900,
      answers: { partitions: 'told' },
    }),
  ];
  const validation = { ...defaultSettings.validation, makeRoom: 'auto' } as const;
  return new Rig({
    firewalls,
    paths: { '10.2.10': ['11.1.4-h7'] },
    settings: { ...defaultSettings, validation },
  });
}

async function night(setFault: (rig: Rig) => void): Promise<{ ending: string; wrong: string[] }> {
  const rig = fullDevice();
  const engine = await rig.start();
  await rig.discover(engine);
  setFault(rig);
  const { queued } = await rig.clock.drive(engine.submitDownloads({ serials: [STANDALONE], by: 'test' }));
  const job = await rig.finish(engine, queued[0]?.id ?? '');
  // What is carried out late is carried out by then.
  await rig.clock.advanceBy(3_600_000);
  await rig.clock.drive(engine.close());
  const gone = rig.fleet.log.of(STANDALONE, 'image_deleted').map(({ version }) => version);
  const wrong = wrongDeletions(rig.fleet);
  if (new Set(gone).size !== gone.length) wrong.push(`${gone.join(', ')} were deleted`);
  if (job.status === 'completed' && gone.length !== 2)
    wrong.push(`it deleted ${gone.join(', ')} and completed`);
  if (job.status !== 'completed' && (job.message ?? '') === '') wrong.push('it does not say why');
  return { ending: job.status, wrong };
}

describe('fault matrix of making room', function () {
  this.timeout(900_000);

  it('every fault of a call, once and for good, at each deletion and at what is asked for it', async () => {
    const matrix = new Matrix();
    for (const command of [
      'delete software version 9.1.13',
      'delete software version 10.1.14',
      'debug swm status',
    ]) {
      for (const { name, what } of callFaultSamples) {
        for (const more of [{}, { times: 'always' as const }]) {
          const { ending, wrong } = await night((rig) =>
            rig.fleet.fault(STANDALONE, callFault(escaped(command), what, more)),
          );
          matrix.add(`${command}: ${name} ${more.times ?? 'once'}`, ending, wrong);
        }
      }
    }
    matrix.isRight();
  });
});
