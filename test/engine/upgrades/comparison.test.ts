/** What an upgrade has changed, in full: the lists name exactly what the fleet lost while a device restarted. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { comparedParts, type JobComparison } from '../../../src/jobs/outcome/jobComparison.ts';
import type { Firewall } from '../../../src/simulator/device/firewall.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { startViewer } from '../../../src/engine/viewerEngine.ts';
import { beginPair, pairSpec, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { activeActive, PAIR, STANDALONE, standalone } from '../../support/sampleSpec.ts';
import type { Serial } from '../../../src/panos/serial.ts';
import { sn } from '../../support/serials.ts';
import { windowParts } from '../store/window.ts';

const route = (destination: string) => ({
  virtualRouter: 'default',
  destination,
  nexthop: '10.0.0.1',
  interface: 'ethernet1/1',
  flags: 'A S',
});
const ROUTES = ['0.0.0.0/0', '10.1.0.0/16', '10.2.0.0/16'].map(route);

function firewallOf(rig: Rig, serial: string): Firewall {
  const firewall = rig.fleet.devices.get(serial);
  assert.ok(firewall !== undefined);
  return firewall;
}

/** One hop, in which the device loses what `lose` takes from it. */
async function upgraded(
  lose: (firewall: Firewall) => void,
  more: Partial<FirewallSpecInput> = {},
): Promise<{ rig: Rig; engine: Engine; job: Job }> {
  const rig = new Rig({
    paths: { '10.1.14': ['10.2.10'], '10.2.10': ['11.1.4-h7'] },
    firewalls: [standalone({ ...more, routes: ROUTES, condition: { bgpPeers: 2, tunnels: 2 } })],
  });
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  await rig.until(STANDALONE, 'restart_accepted');
  lose(firewallOf(rig, STANDALONE));
  const job = await rig.finish(engine, id);
  assert.equal(job.status, 'completed', job.message ?? '');
  return { rig, engine, job };
}

function compared(
  rig: Rig,
  engine: Engine,
  job: Job,
  hop = 1,
  member: Serial | null = null,
): Promise<JobComparison | null> {
  return rig.clock.drive(engine.comparison(job.id, { hop, member }));
}

/** Without the sessions, which are never the same. */
function linesOf(comparison: JobComparison | null): string[] {
  return (comparison?.differences ?? [])
    .filter(({ area }) => area !== 'tcpSessions')
    .map(({ area, change, entry }) => `${area} ${change}: ${entry}`);
}

describe('engine: what an upgrade has changed', () => {
  it('is a source of User-ID that is not connected any more, the service, and the MTU of the ports', async () => {
    const { rig, engine, job } = await upgraded(({ spec }) => {
      spec.condition.userIdAgentsDown = 1;
      spec.condition.userIdService = false;
      spec.condition.mtu = 1400;
    });
    const comparison = await compared(rig, engine, job);
    const lines = linesOf(comparison);
    assert.deepEqual(
      lines.filter((line) => !/^interfaces changed: ethernet1\/\d+, port$/.test(line)),
      ['userId changed: uid-agent-1, vsys1', 'userId changed: User-ID service'],
    );
    assert.equal(lines.length, 12 + 2);
    assert.ok(
      comparison?.differences.some(
        ({ before, after }) => `${before} → ${after}` === 'up, MTU 1500 → up, MTU 1400',
      ),
    );
    assert.equal(comparison?.summary.passed, false);
  });

  it('is a route that is gone, a BGP peer that is down and a licence that has ended, and nothing else', async () => {
    const { rig, engine, job } = await upgraded(({ spec }) => {
      spec.routes = ROUTES.slice(0, 2);
      spec.condition.bgpPeersDown = 1;
      spec.condition.licenses = 'expired';
    });
    const comparison = await compared(rig, engine, job);
    assert.deepEqual(linesOf(comparison), [
      'routes missing: 10.2.0.0/16, default',
      'fib missing: 10.2.0.0/16, default',
      'bgpPeers changed: isp-2, default',
      'licences changed: Threat Prevention',
    ]);
    assert.equal(comparison?.summary.passed, false);
    assert.deepEqual([comparison.before.swVersion, comparison.after.swVersion], ['10.1.14', '10.2.10']);
  });

  it('is a route that is still there and not in use any more, with either routing engine', async () => {
    for (const more of [{}, { version: '10.2.10', advancedRouting: true }]) {
      const { rig, engine, job } = await upgraded(({ spec }) => {
        spec.routes = ROUTES.map((each, index) => (index === 2 ? { ...each, flags: 'S' } : each));
      }, more);
      const comparison = await compared(rig, engine, job);
      assert.deepEqual(linesOf(comparison), [
        'routes changed: 10.2.0.0/16, default',
        'fib missing: 10.2.0.0/16, default',
      ]);
      const [difference] = comparison?.differences.filter(({ area }) => area === 'routes') ?? [];
      assert.equal(difference?.after, '10.0.0.1, ethernet1/1, not in use');
    }
  });

  it('is nothing where nothing was lost', async () => {
    const { rig, engine, job } = await upgraded(() => undefined);
    assert.deepEqual(comparedParts(job), [{ hop: 1, member: null }]);
    const comparison = await compared(rig, engine, job);
    assert.deepEqual(linesOf(comparison), []);
    assert.equal(comparison?.summary.passed, true);
  });

  it('cannot be told of tables in a form that nobody knows, and the upgrade goes on through its path', async () => {
    for (const [operation, area, end] of [
      ['show routing route', 'routes', '</result>'],
      ['show arp all', 'arp', '</entries>'],
    ] as const) {
      const rig = new Rig({
        paths: { '10.1.14': ['10.2.10', '11.1.4-h7'] },
        firewalls: [standalone({ routes: ROUTES })],
      });
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      await rig.until(STANDALONE, 'restart_accepted');
      rig.rewrite = (asked, body) =>
        asked === operation ? body.replace(end, `<entry><odd/></entry>${end}`) : body;
      const begun = rig.clock.now();
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(firewallOf(rig, STANDALONE).version, '11.1.4-h7');
      const { summary } = (await compared(rig, engine, job)) ?? assert.fail();
      assert.deepEqual([summary[area].withinMargin, summary.passed], [null, null], operation);
      assert.ok(rig.clock.now() - begun < 90 * 60_000);
    }
  });

  it('can be looked at again in the next window, and in one that only looks on', async () => {
    const { rig, engine, job } = await upgraded(({ spec }) => (spec.routes = ROUTES.slice(1)));
    const gone = ['routes missing: 0.0.0.0/0, default', 'fib missing: 0.0.0.0/0, default'];
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    assert.deepEqual(linesOf(await compared(rig, next, job)), gone);
    await rig.clock.advanceBy(10_000);
    const viewer = await startViewer(
      { ...windowParts('/storage', 'Bob'), files: rig.disk.attach(), clock: rig.clock },
      'Ada',
    );
    assert.deepEqual(linesOf(await compared(rig, viewer, job)), gone);
    await viewer.close();
  });

  it('is the same object as long as it is among the newest', async () => {
    const { rig, engine, job } = await upgraded(() => undefined);
    const [one, other] = await Promise.all([compared(rig, engine, job), compared(rig, engine, job)]);
    assert.ok(one !== null && one === other && one === (await compared(rig, engine, job)));
  });

  it('is not known where a snapshot is gone, and is looked for again', async () => {
    const { rig, engine, job } = await upgraded(() => undefined);
    const files = rig.disk.attach();
    const path = `/storage/snapshots/${job.id}~${STANDALONE}.hop1.pre_snapshot.ndjson.gz`;
    const kept = await files.read(path);
    assert.ok(kept !== null);
    rig.disk.put(path, new Uint8Array([1, 2, 3]));
    assert.equal(await compared(rig, engine, job), null);
    rig.disk.put(path, kept);
    assert.notEqual(await compared(rig, engine, job), null);
  });

  it('is refused where nothing was compared', async () => {
    const { rig, engine, job } = await upgraded(() => undefined);
    await assert.rejects(
      compared(rig, engine, job, 2),
      /^UserError: There is no such job\. Nothing was compared in hop 2/,
    );
    await assert.rejects(engine.comparison('job-none', { hop: 1, member: null }), /There is no such job/);
    const dry = await rig.finish(engine, (await rig.submit(engine, STANDALONE, true)).id);
    assert.deepEqual(comparedParts(dry), []);
  });

  it('is of a pair what the member that leads has lost, hop by hop', async () => {
    const [first, second] = pairSpec().firewalls;
    assert.ok(first !== undefined && second !== undefined);
    const { rig, engine } = await beginPair({
      spec: pairSpec([
        { ...first, routes: ROUTES },
        { ...second, routes: ROUTES },
      ]),
    });
    const { id } = await submitPair(engine);
    // The first member leads again after the second hop.
    await rig.until(PAIR[0], 'restart_accepted', 2);
    for (const serial of PAIR) firewallOf(rig, serial).spec.routes = ROUTES.slice(0, 2);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(
      comparedParts(job).map(({ hop }) => hop),
      [1, 2],
    );
    assert.deepEqual(linesOf(await compared(rig, engine, job, 1)), []);
    const later = await compared(rig, engine, job, 2);
    assert.deepEqual(linesOf(later), [
      'routes missing: 10.2.0.0/16, default',
      'fib missing: 10.2.0.0/16, default',
    ]);
    assert.notEqual(later?.before.serial, later?.after.serial);
  });

  it('is of an active/active pair what each member has lost of its own', async () => {
    const { rig, engine } = await beginPair({
      spec: pairSpec(activeActive()),
      paths: { '10.2.10': ['11.1.4-h7'] },
    });
    const { id } = await submitPair(engine);
    await rig.until(PAIR[1], 'restart_accepted');
    firewallOf(rig, PAIR[1]).spec.condition.interfacesDown = 4;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(
      comparedParts(job),
      PAIR.map((serial) => ({ hop: 1, member: sn(serial) })),
    );
    const [untouched, hurt] = [
      await compared(rig, engine, job, 1, sn(PAIR[0])),
      await compared(rig, engine, job, 1, sn(PAIR[1])),
    ];
    assert.deepEqual(linesOf(untouched), []);
    assert.deepEqual(linesOf(hurt), ['interfaces changed: ethernet1/9, port']);
    assert.deepEqual([untouched?.before.serial, untouched?.after.serial], [PAIR[0], PAIR[0]]);
    const step = job.steps.find(({ kind }) => kind === 'compare');
    assert.deepEqual(step?.facts, {
      passed: false,
      [`passed ${PAIR[0]}`]: true,
      [`passed ${PAIR[1]}`]: false,
    });
    assert.match(step.message ?? '', /^fw-active-primary: .*unchanged\. fw-active-secondary: .*1 changed/);
    await assert.rejects(compared(rig, engine, job), /Nothing was compared in hop 1/);
  });
});
