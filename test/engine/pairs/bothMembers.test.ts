/**
 * Every property that can stop the second member of a pair is judged for both before the first is touched: wrong on the
 * first, on the second, on both. Judged by what the devices saw. Longer than 300 lines because it is one table of properties,
 * and what goes wrong meanwhile is told by the same.
 */
import assert from 'node:assert/strict';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { Firewall } from '../../../src/simulator/device/firewall.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { startForeignJob } from '../../../src/simulator/software/foreignJob.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import {
  beginPair,
  doneTo,
  haState,
  isUntouched,
  outageSeconds,
  pairSpec,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { pair, PAIR } from '../../support/sampleSpec.ts';

/** In the order of the upgrade: the member that stands by comes first. */
const [LEADS, STANDS_BY] = PAIR;
const NAMES: Readonly<Record<string, string>> = { [LEADS]: 'fw-active', [STANDS_BY]: 'fw-passive' };

const WRONG_ON: Readonly<Record<string, readonly string[]>> = {
  'the first': [STANDS_BY],
  'the second': [LEADS],
  both: [STANDS_BY, LEADS],
};

type Readiness = EngineSettings['readiness'];

interface Property {
  readonly name: string;
  /** What is wrong with a member from the beginning. */
  readonly spec?: Partial<FirewallSpecInput>;
  /** Or what is done to it before the job begins. */
  readonly spoil?: (firewall: Firewall, rig: Rig) => void;
  readonly readiness?: Partial<Readiness>;
  readonly words: RegExp;
}

const condition = (wrong: NonNullable<FirewallSpecInput['condition']>): Partial<FirewallSpecInput> => ({
  condition: wrong,
});

/** Its own list of images does not have this one. */
function unlist(version: string): NonNullable<Property['spoil']> {
  return (firewall, rig) => {
    const earlier = rig.rewrite;
    rig.rewrite = (operation, body, request) => {
      const text = earlier?.(operation, body, request) ?? body;
      if (request.address.host !== firewall.address || !operation.startsWith('request system software'))
        return text;
      return text.replace(new RegExp(`<entry><version>${version}</version>.*?</entry>`, 's'), '');
    };
  };
}

/** It was restarted since it asked the update server. */
const forgetList: NonNullable<Property['spoil']> = (firewall) => void (firewall.softwareListKnown = false);

const properties: readonly Property[] = [
  { name: 'pending changes', spec: { pendingChanges: true }, words: /uncommitted changes/ },
  { name: 'no room for the images', spec: { panrepoFreeMb: 1200 }, words: /Not enough room/ },
  { name: 'a config lock', spec: condition({ configLock: 'alice' }), words: /config lock is held by alice/ },
  { name: 'a commit lock', spec: condition({ commitLock: 'bob' }), words: /commit lock is held by bob/ },
  {
    name: 'a job of somebody else that does not end',
    spoil: (firewall) => startForeignJob(firewall, 'Commit', 'carol', 48 * 3600),
    words: /busy with Commit job \d+ of carol/,
  },
  {
    name: 'content too old for the first hop, by the user’s word',
    spec: { contentVersion: '8700-8100' },
    readiness: { minimumContent: { '11.1': '8764' } },
    words: /11\.1\.4-h7 needs content 8764 or newer, and the device has 8700-8100/,
  },
  {
    name: 'content too old for the first hop, by what devices have said',
    spec: { contentVersion: '8700-8100' },
    words: /11\.1\.4-h7 needs content 8761 or newer, and the device has 8700-8100/,
  },
  {
    name: 'content too old for the last hop',
    spec: { contentVersion: '8900-9000' },
    readiness: { minimumContent: { '12.1': '8930' } },
    words: /12\.1\.4 needs content 8930 or newer, and the device has 8900-9000/,
  },
  {
    name: 'the next version is not in its list',
    spoil: unlist('11.1.4-h7'),
    words: /does not list 11\.1\.4-h7/,
  },
  { name: 'a base image is not in its list', spoil: unlist('11.1.0'), words: /does not list 11\.1\.0/ },
  { name: 'the base image of a later hop is not', spoil: unlist('12.1.2'), words: /does not list 12\.1\.2/ },
  {
    name: 'an expired licence',
    spec: condition({ licenses: 'expired' }),
    readiness: { policies: { licences: 'block' } },
    words: /Expired: /,
  },
  {
    name: 'no support contract',
    spec: condition({ support: 'expired' }),
    readiness: { policies: { support: 'block' } },
    words: /support contract expired/,
  },
  {
    name: 'an update server that gives it no list, as without a support contract',
    spec: condition({ updateServer: false }),
    spoil: forgetList,
    words:
      /does not list .*11\.1\.4-h7.*Check that its model has this release, its support licence and its connection to the update server/,
  },
  {
    name: 'a support contract that has expired, without a word of the user',
    spec: condition({ support: 'expired' }),
    spoil: forgetList,
    words:
      /does not list .*11\.1\.4-h7.*Check that its model has this release, its support licence and its connection to the update server/,
  },
  {
    name: 'a device certificate that has expired',
    spec: condition({ deviceCertificate: 'Expired' }),
    readiness: { policies: { device_certificate: 'block' } },
    words: /The status of the device certificate is Expired/,
  },
  {
    name: 'a certificate that is too weak',
    spec: condition({ certificateBits: 1024 }),
    readiness: { policies: { certificates: 'block' } },
    words: /Too weak for newer releases/,
  },
  {
    name: 'no connection to Panorama',
    spec: condition({ panorama: 'disconnected' }),
    readiness: { policies: { panorama_connection: 'block' } },
    words: /Panorama/,
  },
  {
    name: 'a clock that follows nobody',
    spec: condition({ ntp: 'not_synchronized' }),
    readiness: { policies: { ntp_sync: 'block' } },
    words: /NTP/,
  },
  {
    name: 'clocks of the planes apart',
    spec: condition({ dataplaneClockSeconds: 30 }),
    readiness: { policies: { clock_difference: 'block' } },
    words: /Clocks differ from the management plane's: dataplane by 30 s/,
  },
  {
    name: 'an alarm',
    spec: condition({ alarm: true }),
    readiness: { policies: { environment: 'block' } },
    words: /Alarm/i,
  },
  {
    name: 'a busy management plane',
    spec: condition({ managementCpu: 95 }),
    readiness: { policies: { management_cpu: 'block' } },
    words: /95/,
  },
  {
    name: 'a busy dataplane',
    spec: condition({ dataplaneCpu: 95 }),
    readiness: { policies: { dataplane_cpu: 'block' } },
    words: /95/,
  },
  {
    name: 'a full memory',
    spec: condition({ memoryUsed: 97 }),
    readiness: { policies: { memory: 'block' } },
    words: /memory/i,
  },
];

function settingsWith(readiness: Partial<Readiness> = {}): EngineSettings {
  return { ...defaultSettings, readiness: { ...defaultSettings.readiness, ...readiness } };
}

async function beginWith({ spec, spoil, readiness }: Property, wrong: readonly string[]) {
  const members = pair().map((member) => (wrong.includes(member.serial) ? { ...member, ...spec } : member));
  const begun = await beginPair({ spec: pairSpec(members), settings: settingsWith(readiness) });
  for (const serial of wrong) spoil?.(firewallOf(begun.rig, serial), begun.rig);
  return begun;
}

function firewallOf(rig: Rig, serial: string): Firewall {
  rig.fleet.catchUp();
  const firewall = rig.fleet.devices.get(serial);
  assert.ok(firewall !== undefined);
  return firewall;
}

/** The words name those with whom something is wrong, and nobody else. */
function assertNamed({ message, brief }: Job, wrong: readonly string[]): void {
  // What was downloaded to a member is no blame.
  const why = (message ?? '').replaceAll(/Downloaded to \S+: /g, '');
  for (const [serial, name] of Object.entries(NAMES)) {
    if (!wrong.includes(serial)) assert.ok(!why.includes(`${name}: `), `${name} is blamed: ${why}`);
    if (!wrong.includes(serial)) continue;
    assert.ok(message?.includes(name), `${name} is not named: ${message ?? ''}`);
    assert.ok(brief?.includes(name), `${name} is not named: ${brief ?? ''}`);
  }
}

describe('engine: what is wrong with a member of a pair from the beginning', () => {
  let cases = 0;
  after(() => console.log(`      ${cases} cases of ${properties.length} properties: nothing touched`));

  for (const property of properties) {
    for (const [where, wrong] of Object.entries(WRONG_ON)) {
      it(`touches nothing, not even by a download: ${property.name}, on ${where}`, async () => {
        const { rig, engine } = await beginWith(property, wrong);
        const { id } = await submitPair(engine);
        const job = await rig.finish(engine, id);
        assert.equal(job.status, 'failed', job.message ?? '');
        assert.match(job.message ?? '', property.words);
        assertNamed(job, wrong);
        assert.ok(isUntouched(rig), PAIR.map((serial) => rig.fleet.log.story(serial).join()).join(' | '));
        assert.equal(outageSeconds(rig), 0);
        cases += 1;
      });
    }
  }
});

describe('engine: a device certificate that has expired', function () {
  this.timeout(60_000);

  for (const [where, wrong] of Object.entries(WRONG_ON)) {
    it(`stops nothing by itself, and is shown before anything is touched: on ${where}`, async () => {
      const property = { name: '', spec: condition({ deviceCertificate: 'Expired' }), words: /./ };
      const { rig, engine } = await beginWith(property, wrong);
      const { id } = await submitPair(engine);
      await rig.until(STANDS_BY, 'download_started');
      const shown = (engine.jobs.get(id)?.steps ?? [])
        .filter(
          ({ kind, hop, message }) => kind === 'readiness' && hop === 1 && /is Expired/.test(message ?? ''),
        )
        .map(({ serial }) => serial);
      assert.deepEqual([...shown].sort(), [...wrong].sort());
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
    });
  }
});

interface Change {
  readonly name: string;
  readonly change: (firewall: Firewall) => void;
  readonly words: RegExp;
  readonly namesOne?: true;
}

const changes: readonly Change[] = [
  {
    name: 'changes are left uncommitted',
    change: (firewall) => void (firewall.spec.pendingChanges = true),
    words: /uncommitted changes/,
  },
  {
    name: 'somebody takes a config lock',
    change: (firewall) => void (firewall.spec.condition.configLock = 'alice'),
    words: /config lock is held by alice/,
  },
  {
    name: 'somebody takes a commit lock',
    change: (firewall) => void (firewall.spec.condition.commitLock = 'bob'),
    words: /commit lock is held by bob/,
  },
  {
    name: 'content goes back to an old version',
    change: (firewall) => void (firewall.content.version = '8700-8100'),
    words: /needs content 8761 or newer, and the device has 8700-8100/,
  },
  {
    name: 'its image is deleted',
    change: (firewall) => void firewall.images.delete('11.1.4-h7'),
    words: /does not list 11\.1\.4-h7 as downloaded|Not on the device although downloaded: 11\.1\.4-h7/,
    // Each member proves its own images, and the first that cannot ends the job.
    namesOne: true,
  },
  {
    name: 'a commit begins that does not end',
    change: (firewall) => startForeignJob(firewall, 'Commit', 'carol', 48 * 3600),
    words: /Commit job \d+ of carol/,
  },
];

describe('engine: what goes wrong with a member while the images are fetched', () => {
  let cases = 0;
  after(() => console.log(`      ${cases} cases of ${changes.length} changes: nothing installed`));

  for (const { name, change, words, namesOne } of changes) {
    for (const [where, wrong] of Object.entries(WRONG_ON)) {
      it(`keeps both from being installed, suspended and restarted: ${name}, on ${where}`, async () => {
        const { rig, engine } = await beginPair({ settings: settingsWith() });
        const { id } = await submitPair(engine);
        await rig.clock.run(() => isStaged(rig), 48 * 3_600_000);
        for (const serial of wrong) change(firewallOf(rig, serial));
        const job = await rig.finish(engine, id);
        assert.equal(job.status, 'failed', job.message ?? '');
        assert.match(job.message ?? '', words);
        assertNamed(job, namesOne ? wrong.slice(0, 1) : wrong);
        for (const serial of PAIR) assert.deepEqual(doneTo(rig, serial), []);
        assert.equal(outageSeconds(rig), 0);
        cases += 1;
      });
    }
  }
});

/** The last image of the path is there on both. */
function isStaged(rig: Rig): boolean {
  return PAIR.every((serial) =>
    rig.fleet.log.of(serial, 'download_finished').some(({ version }) => version === '12.1.4'),
  );
}

describe('engine: what goes wrong with the second member while the first is upgraded', () => {
  for (const { name, change, words } of changes) {
    for (const when of ['install_started', 'restart_accepted', 'booted'] as const) {
      it(`keeps it from being suspended: ${name}, since ${when} of the first one`, async () => {
        const { rig, engine } = await beginPair({ settings: settingsWith() });
        const { id } = await submitPair(engine);
        await rig.until(STANDS_BY, when);
        change(firewallOf(rig, LEADS));
        const job = await rig.finish(engine, id);
        assert.equal(job.status, 'failed', job.message ?? '');
        assert.match(job.message ?? '', words);
        assertNamed(job, [LEADS]);
        assert.deepEqual(doneTo(rig, LEADS), []);
        assert.equal(haState(rig, LEADS), 'active');
        assert.equal(outageSeconds(rig), 0);
      });
    }
  }
});
