/**
 * Boots that take long, and whose phases are seen: the limits follow what is seen, up to one of their own. In virtual
 * time. docs/PANOS.md "Restart and readiness".
 */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { beginPair, outageSeconds, pairSpec, upgradePair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { pair, sampleSpec, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

/** Nothing is known of it, so that the limit for all holds: ten minutes. */
const PLAIN = 'PA-VM';
const MINUTE = 60;

interface Slow {
  readonly timing?: FleetSpecInput['timing'];
  readonly firewall?: Partial<FirewallSpecInput>;
  readonly faults?: readonly FaultInput[];
  /** `show jobs all` as the device would answer it after its restart. */
  readonly jobsAfterBoot?: string;
}

async function upgrade(slow: Slow): Promise<{ rig: Rig; job: Job; bootMinutes: number }> {
  const firewall = standalone({ model: PLAIN, ...slow.firewall });
  const spec = { ...sampleSpec([firewall]), timing: { downSeconds: 120, ...slow.timing } };
  const rig = new Rig({ spec, paths: { '10.1.14': ['10.2.10'] } });
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await rig.until(SERIAL, 'restart_accepted');
  const from = rig.clock.now();
  for (const fault of slow.faults ?? []) rig.fleet.fault(SERIAL, fault);
  const { jobsAfterBoot } = slow;
  if (jobsAfterBoot !== undefined) {
    rig.rewrite = (operation, body) => (operation === 'show jobs all' ? jobsAfterBoot : body);
  }
  const job = await rig.finish(engine, id);
  assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 1);
  return { rig, job, bootMinutes: ((job.endedAt ?? Infinity) - from) / 60_000 };
}

const proofOf = (job: Job): string => job.steps.find(({ kind }) => kind === 'prove_back')?.message ?? '';

const UNKNOWN_COMMAND: FaultInput = {
  kind: 'call',
  command: 'show chassis-ready',
  times: 'always',
  what: { how: 'error', text: 'chassis-ready is not a valid command' },
};

describe('engine: a boot that takes long', () => {
  it('is given new time by each phase that is seen: silence, HTML, refused credentials, the system', async () => {
    const timing = { downSeconds: 8 * MINUTE, htmlSeconds: 8 * MINUTE, noAuthenticationSeconds: 8 * MINUTE };
    const { job } = await upgrade({ timing });
    assert.equal(job.status, 'completed', job.message ?? '');
  });

  it('is given new time while its auto-commit is seen to run', async () => {
    const { job } = await upgrade({ timing: { autoComSeconds: 25 * MINUTE } });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(proofOf(job), 'Back on 10.2.10: the auto-commit ended well.');
  });

  it('may say anything while it starts, lose its keys and refuse logins in words of its own', async () => {
    for (const whileStarting of ['html', 'http_503', 'http_403'] as const) {
      const boot = {
        silentMinutes: 9,
        // A 403 while nothing else is up looks like the refusals after it: one phase.
        htmlMinutes: whileStarting === 'http_403' ? 2 : 7,
        noAuthenticationMinutes: 4,
        autoComMinutes: 12,
        softwareBusyMinutes: 20,
        whileStarting,
        loginWhileBooting: 'not_connected',
        losesKeys: true,
      } as const;
      const { job } = await upgrade({ firewall: { boot } });
      assert.equal(job.status, 'completed', `${whileStarting}: ${job.message ?? ''}`);
    }
  });

  it('takes a pair through, member by member, without a second in which nobody forwards', async () => {
    const boot = { silentMinutes: 20, noAuthenticationMinutes: 8, autoComMinutes: 25 };
    const members = pair().map((member) => ({ ...member, model: 'PA-850', boot }));
    const { rig, engine } = await beginPair({
      spec: pairSpec(members),
      paths: { '10.2.10': ['11.1.4-h7'] },
    });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('is given up at a limit of its own, however long the auto-commit runs', async () => {
    const { job, bootMinutes } = await upgrade({ timing: { autoComSeconds: 600 * MINUTE } });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /was not ready \d+ minutes later: the auto-commit is still running \(\d+ %\)\. For the last 1\d\d minutes: its auto-commit ran\. Each new phase of its boot had given it more time\./,
    );
    assert.ok(bootMinutes > 110 && bootMinutes < 130, `${bootMinutes} minutes`);
  });

  it('is given no time by silence, and says that it was silent and for how long', async () => {
    const { job, bootMinutes } = await upgrade({ faults: [{ kind: 'never_back' }] });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /did not come back within 12 minutes of its restart\. It does not answer: .* For the last 10 minutes: no answer\. Look/,
    );
    assert.ok(bootMinutes < 12, `${bootMinutes} minutes`);
  });

  it('is given time once by a web server that goes on without an answer, and says so', async () => {
    const { job, bootMinutes } = await upgrade({ timing: { htmlSeconds: 600 * MINUTE } });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /For the last 10 minutes: its web server answered, and the rest did not\. Each new/,
    );
    // One that answers is not called "not back".
    assert.match(
      job.message ?? '',
      /The device answers, but \d+ minutes after its restart was sent it has not said which/,
    );
    assert.doesNotMatch(job.message ?? '', /did not come back|does not answer/);
    assert.ok(bootMinutes < 15, `${bootMinutes} minutes`);
  });

  for (const [model, minutes] of [
    ['PA-220', 50],
    ['PA-440', 30],
    ['PA-850', 28],
    ['PA-5450', 50],
    ['PA-7080', 50],
  ] as const) {
    it(`is waited for as long as a ${model} needs, without a setting (${minutes} minutes of silence)`, async () => {
      const { job } = await upgrade({ firewall: { model }, timing: { downSeconds: minutes * MINUTE } });
      assert.equal(job.status, 'completed', job.message ?? '');
    });
  }
});

describe('engine: a boot of which the auto-commit cannot be seen any more', () => {
  it('has ended where newer jobs fill the list and all processes run, on a device without chassis-ready', async () => {
    const { job } = await upgrade({ firewall: { boot: { laterJobs: 29 } }, faults: [UNKNOWN_COMMAND] });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(
      proofOf(job),
      /^Back on 10\.2\.10: newer jobs have pushed the auto-commit off its list, none of/,
    );
  });

  it('is no failure where nothing can tell: what could not be seen is said', async () => {
    const jobsAfterBoot = '<response status="success"><result></result></response>';
    const { job } = await upgrade({ jobsAfterBoot, faults: [UNKNOWN_COMMAND] });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(
      proofOf(job),
      /^Back on 10\.2\.10\. It could not be seen whether its auto-commit has ended: .* No job runs on it, and all its processes do\.$/,
    );
  });

  it('has ended on a chassis that is known not to have the command', async () => {
    const boot = { laterJobs: 29, chassisReadyCommand: false, silentMinutes: 28 };
    const { job } = await upgrade({ firewall: { model: 'PA-7080', boot } });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(proofOf(job), /newer jobs have pushed the auto-commit off its list/);
  });

  it('is not over while a process does not run', async () => {
    const jobsAfterBoot = '<response status="success"><result></result></response>';
    const processes =
      '<response status="success"><result>Process authd stopped (pid: -1)</result></response>';
    const rig = new Rig({ firewalls: [standalone({ model: PLAIN })], paths: { '10.1.14': ['10.2.10'] } });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'restart_accepted');
    rig.fleet.fault(SERIAL, UNKNOWN_COMMAND);
    rig.rewrite = (operation, body) => {
      if (operation === 'show jobs all') return jobsAfterBoot;
      return operation === 'show system software status' ? processes : body;
    };
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /authd not running yet\. For the last 10 minutes: it answered and was not ready\./,
    );
  });
});
