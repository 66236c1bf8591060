/**
 * What would refuse an installation and can be known before: it is said in the Preview and keeps everything from being
 * touched. Judged by what the devices saw.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { UpgradeSurveyRow } from '../../../src/jobs/survey/upgradeSurveyRow.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { beginPair, doneTo, isUntouched, pairSpec, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { pair, PAIR, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';
import { surveyUpgradesOf } from '../../support/upgradeSurveys.ts';

const [LEADS, STANDS_BY] = PAIR;
const OTHER = '001701000102';
const NEXT = { '11.1.4-h7': ['12.1.4'] };

/** Versions of which nothing is publicly known, and a fleet that asks for content all the same. */
const asking: Partial<FleetSpecInput> = { minimumContent: { '12.1': 8930 } };

async function preview(on: { rig: Rig; engine: Engine }, ...serials: string[]) {
  return (await surveyUpgradesOf(on, serials)).map(({ outcome }) => outcome);
}

function messageOf(outcome: UpgradeSurveyRow['outcome'] | undefined): string {
  return outcome?.kind === 'skipped' ? `${outcome.why}: ${outcome.message}` : (outcome?.kind ?? '');
}

async function beginAlone(
  firewalls: FirewallSpecInput[],
  paths: unknown,
  more: Partial<FleetSpecInput> = {},
) {
  const rig = new Rig({ spec: { ...sampleSpec(firewalls), ...more }, paths });
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

async function upgradeAlone({ rig, engine }: { rig: Rig; engine: Engine }, serial = STANDALONE) {
  const submission = engine.submitUpgrade({ serial, dryRun: false, by: 'test' });
  assert.ok(submission.ok);
  return rig.finish(engine, submission.job.id);
}

describe('engine: content that is too old', () => {
  const old = { version: '10.2.10', contentVersion: '8700-8100' };

  it('is said of a single firewall in the Preview, and found before the first download', async () => {
    const begun = await beginAlone([standalone(old)], { '10.2.10': ['11.1.4-h7'] });
    const [outcome] = await preview(begun, STANDALONE);
    const words = /11\.1\.4-h7 needs content 8761 or newer, and the device has 8700-8100/;
    assert.match(messageOf(outcome), /^not_ready: /);
    assert.match(messageOf(outcome), words);
    const job = await upgradeAlone(begun);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', words);
    assert.equal(begun.rig.fleet.log.of(STANDALONE).length, 0);
  });

  it('is said by a dry run, for later versions of the path, too', async () => {
    const settings = withReadiness({ minimumContent: { '12.1': '99999' } });
    const rig = new Rig({
      firewalls: [standalone({ version: '10.2.10' })],
      paths: { '10.2.10': ['11.1.4-h7', '12.1.4'] },
      settings,
    });
    const engine = await rig.start();
    const { id } = await rig.submit(engine, STANDALONE, true);
    const job = await rig.finish(engine, id);
    assert.match(job.message ?? '', /12\.1\.4 needs content 99999/);
  });

  it('is learned from the first firewall that refuses, and known of all others before they are touched', async () => {
    const version = '11.1.4-h7';
    const contentVersion = '8900-9000';
    const firewalls = [
      standalone({ version, contentVersion }),
      standalone({ serial: OTHER, hostname: 'fw-2', version, contentVersion }),
    ];
    const begun = await beginAlone(firewalls, NEXT, asking);
    assert.deepEqual((await preview(begun, STANDALONE, OTHER)).map(messageOf), ['ready', 'ready']);
    const taught = await upgradeAlone(begun);
    assert.match(taught.message ?? '', /requires a content version of 8930 or greater and found 8900-9000/);

    const words = /12\.1\.4 needs content 8930 or newer.*Firewalls that refused 12\.1\.4 have said so/;
    for (const outcome of await preview(begun, STANDALONE, OTHER)) assert.match(messageOf(outcome), words);
    const job = await upgradeAlone(begun, OTHER);
    assert.match(job.message ?? '', words);
    assert.equal(begun.rig.fleet.log.of(OTHER).length, 0);
  });

  for (const [where, serial, name] of [
    ['first', STANDS_BY, 'fw-passive'],
    ['second', LEADS, 'fw-active'],
  ] as const) {
    it(`is said of the ${where} member of a pair in the Preview, with its name`, async () => {
      const members = pair().map((member) => (member.serial === serial ? { ...member, ...old } : member));
      const [outcome] = await preview(await beginPair({ spec: pairSpec(members) }), ...PAIR);
      assert.match(messageOf(outcome), new RegExp(`^not_ready: ${name}: 11\\.1\\.4-h7 needs content 8761`));
    });
  }

  it('is only a word of caution where the user has said so', async () => {
    const members = pair().map((member) => ({ ...member, ...old }));
    const settings = withReadiness({ policies: { content_version: 'warn' } });
    const [outcome] = await preview(await beginPair({ spec: pairSpec(members), settings }), ...PAIR);
    assert.equal(outcome?.kind, 'ready');
    assert.match(
      outcome.note ?? '',
      /fw-passive: 11\.1\.4-h7 needs content 8761.*fw-active: 11\.1\.4-h7 needs/,
    );
  });
});

describe('engine: a pair of which nobody knows what content it needs', () => {
  const begin = (olderOn: string) =>
    beginPair({
      spec: pairSpec(
        pair().map((member) => ({
          ...member,
          version: '11.1.4-h7',
          contentVersion: member.serial === olderOn ? '8900-9000' : '8935-9100',
        })),
        asking,
      ),
      paths: NEXT,
    });

  it('is not begun where the second member has older content than the first', async () => {
    const begun = await begin(LEADS);
    const words = /not known which content 12\.1\.4 needs.*has 8900-9000, older than 8935-9100 on fw-passive/;
    assert.match(messageOf((await preview(begun, ...PAIR))[0]), words);
    const { id } = await submitPair(begun.engine);
    const job = await begun.rig.finish(begun.engine, id);
    assert.match(job.message ?? '', words);
    assert.match(job.message ?? '', /fw-active/);
    assert.ok(isUntouched(begun.rig));
  });

  it('finds it out on the first member where that has the older content: nobody is suspended', async () => {
    const { rig, engine } = await begin(STANDS_BY);
    const { id } = await submitPair(engine);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /requires a content version of 8930 or greater/);
    assert.deepEqual(doneTo(rig, LEADS), []);
    assert.deepEqual(doneTo(rig, STANDS_BY), ['install_started 12.1.4']);
  });
});

describe('engine: images that a device cannot have', () => {
  /** The catalogue without these versions for every device. */
  const without = (firewalls: FirewallSpecInput[], ...versions: string[]): FleetSpecInput => {
    const spec = sampleSpec(firewalls);
    return { ...spec, catalogue: spec.catalogue.filter(({ version }) => !versions.includes(version)) };
  };

  for (const [name, paths, missing] of [
    ['the base image of the next version', { '10.2.10': ['11.1.4-h7'] }, '11.1.0'],
    ['the next version', { '10.2.10': ['11.1.4-h7'] }, '11.1.4-h7'],
    ['the base image of a later version that is listed', { '10.2.10': ['11.1.4-h7', '12.1.4'] }, '12.1.2'],
  ] as const) {
    it(`are named at planning: ${name}`, async () => {
      const firewalls = [standalone({ version: '10.2.10' })];
      const rig = new Rig({ spec: without(firewalls, missing), paths });
      const engine = await rig.start();
      await rig.discover(engine);
      const words = `fw-lab-01 runs 10.2.10 and does not list ${missing}, so nothing is downloaded.`;
      assert.ok(messageOf((await preview({ rig, engine }, STANDALONE))[0]).includes(words));
      const job = await upgradeAlone({ rig, engine });
      assert.equal(job.status, 'failed');
      assert.ok(job.message?.includes(words), job.message ?? '');
      assert.equal(job.steps.length, 0);
      assert.equal(rig.fleet.log.of(STANDALONE).length, 0);
    });
  }

  it('are no reason where an old release does not list a later version yet', async () => {
    const begun = await beginAlone(
      [standalone({ version: '9.1.13' })],
      { '9.1.13': ['10.0.9', '10.1.14', '11.1.4-h7'] },
      {
        catalogue: [
          ...sampleSpec([]).catalogue,
          { version: '10.0.0', sizeMb: 800, base: true },
          { version: '10.0.9', sizeMb: 400 },
          { version: '10.1.0', sizeMb: 800, base: true },
        ],
      },
    );
    assert.equal(messageOf((await preview(begun, STANDALONE))[0]), 'ready');
  });

  it('do not exist beyond the last release of a model, which is said instead of its licence', async () => {
    const firewall = standalone({ model: 'PA-220', version: '10.2.10' });
    const begun = await beginAlone([firewall], { '10.2.10': ['11.1.4-h7'] });
    const words = /11\.1\.4-h7 does not exist for the PA-220: 10\.2 is its last feature release/;
    assert.match(messageOf((await preview(begun, STANDALONE))[0]), words);
    const job = await upgradeAlone(begun);
    assert.match(job.message ?? '', words);
    assert.equal(begun.rig.fleet.log.of(STANDALONE).length, 0);
  });
});

describe('engine: how far a pair may be apart while it is upgraded', () => {
  const settings = (maxReleasesApart: number): EngineSettings => {
    return { ...defaultSettings, ha: { ...defaultSettings.ha, maxReleasesApart } };
  };

  it('is one feature release unless the user says otherwise, also from 10.2 on', async () => {
    const begun = await beginPair({ settings: settings(1) });
    const words =
      /10\.2\.10 and 11\.1\.4-h7, which are 2 feature releases apart, and panosUpgrade\.ha\.maxReleasesApart allows 1/;
    assert.match(messageOf((await preview(begun, ...PAIR))[0]), words);
    const { id } = await submitPair(begun.engine);
    const job = await begun.rig.finish(begun.engine, id);
    assert.match(job.message ?? '', words);
    assert.ok(isUntouched(begun.rig));
  });

  it('is what the user says', async () => {
    const { rig, engine } = await beginPair({ settings: settings(2) });
    const { id } = await submitPair(engine);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
  });
});

function withReadiness(readiness: Partial<EngineSettings['readiness']>): EngineSettings {
  return { ...defaultSettings, readiness: { ...defaultSettings.readiness, ...readiness } };
}
