/**
 * Thousands of upgrades during which devices and Panorama answer nonsense here and there. However an upgrade ends,
 * it ends, says how, and has done nothing to the device that it should not have.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Rig } from '../support/rig.ts';
import type { FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { sampleSpec, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { mutate, mutations, type Mutation } from './answerMutation.ts';
import { violations } from './judges/deviceJudge.ts';

/** More with `MUTATIONS=20000`; another search with `SEED=…`, which a failure prints. */
const RUNS = Number(process.env['MUTATIONS'] ?? 1000);
const SEED = Number(process.env['SEED'] ?? 20261121);

const UPGRADE = { serial: STANDALONE, path: ['10.2.10'], images: ['10.2.0', '10.2.10'] };

/** Longer than all limits of the default settings in a row. */
const LONGEST_MS = 8 * 3_600_000;

interface Ending {
  readonly status: string;
  readonly wrong: readonly string[];
}

/** Keys end, accounts lock, each phase of a boot takes a minute, and for two minutes nothing can be reached. */
function hardSpec(): FleetSpecInput {
  const boot = { silentMinutes: 1, htmlMinutes: 1, noAuthenticationMinutes: 1, autoComMinutes: 1 };
  const spec = sampleSpec([standalone({ boot })]);
  return {
    ...spec,
    credentials: { ...spec.credentials, keyLifetimeMinutes: 7, lockOut: { afterRefusals: 3, minutes: 30 } },
    networkOutages: [{ how: 'refused', afterSeconds: 900, seconds: 120 }],
  };
}

async function upgradeWith(spoilt: readonly Mutation[], isHard = false, count?: () => void): Promise<Ending> {
  const spec = isHard ? hardSpec() : sampleSpec([standalone()]);
  const rig = new Rig({ spec, paths: { '10.1.14': UPGRADE.path } });
  let calls = 0;
  const lasting = new Map<string, Mutation[]>();
  rig.rewrite = (operation, body) => {
    count?.();
    const now = spoilt.filter((mutation) => mutation.call === calls);
    calls += 1;
    const still = lasting.get(operation) ?? [];
    lasting.set(operation, [...still, ...now.filter((mutation) => mutation.lasting)]);
    return [...still, ...now].reduce(mutate, body);
  };
  const engine = await rig.start();
  await rig
    .discover(engine)
    .catch((error: unknown) =>
      assert.ok(error instanceof Error && error.name === 'DeviceError', String(error)),
    );
  const submission = engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
  if (!submission.ok) {
    await rig.clock.drive(engine.close());
    return {
      status: 'refused',
      wrong: rig.fleet.log.of(STANDALONE).map(({ what }) => `${what} before anything was asked`),
    };
  }
  const begun = rig.clock.now();
  const job = await rig.finish(engine, submission.job.id);
  const tookMs = rig.clock.now() - begun;
  await rig.clock.advanceBy(3_600_000);
  await rig.clock.drive(engine.close());
  return {
    status: job.status,
    wrong: [
      ...violations(rig.fleet, UPGRADE, job),
      ...(tookMs > LONGEST_MS ? [`it took ${tookMs / 3_600_000} h`] : []),
      ...(job.status !== 'completed' && (job.message ?? '') === '' ? ['it does not say how it ended'] : []),
    ],
  };
}

describe('mutated answers', () => {
  it('never crash or hang the engine, and never make it do or say what is not so', async function () {
    this.timeout(1_200_000);
    let calls = 0;
    await upgradeWith([], false, () => (calls += 1));
    const endings = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(mutations(calls), fc.boolean(), async (spoilt, isHard) => {
        const { status, wrong } = await upgradeWith(spoilt, isHard);
        endings.set(status, (endings.get(status) ?? 0) + 1);
        assert.deepEqual(wrong, []);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    console.log(
      `      ${RUNS} runs: ${[...endings].map(([status, count]) => `${count} ${status}`).join(', ')}`,
    );
    assert.ok((endings.get('completed') ?? 0) < RUNS, 'something was spoilt');
  });
});
