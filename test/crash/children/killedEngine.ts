/**
 * A window as far as it is no editor: the real engine on real files, which asks for the upgrades that were not asked
 * for yet and carries on with the others. Says what it is at, line by line, until all is done or it is killed.
 */
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startEngine } from '../../../src/engine/engine.ts';
import { isOpen } from '../../../src/jobs/job.ts';
import { createHttpsTransport } from '../../../src/panos/transport/httpsTransport.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { systemRng } from '../../../src/ports/rng.ts';
import { scaledClock } from '../../../src/simulator/time/scaledClock.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { KILLED_PATHS, KILLED_TARGETS, type KilledFleetReady } from '../../support/killedFleet.ts';
import { CREDENTIALS } from '../../support/sampleSpec.ts';

const [folder = '', fleet = ''] = process.argv.slice(2);
const { endpoints, time } = JSON.parse(fleet) as KilledFleetReady;
const say = (...words: string[]): void => void writeSync(1, `${words.join(' ')}\n`);

const engine = await startEngine({
  folder,
  settings: {
    ...defaultSettings,
    panorama: { ...defaultSettings.panorama, host: endpoints[0]?.address ?? '' },
    firewall: {
      ...defaultSettings.firewall,
      rebootInitialDelayMs: 20_000,
      rebootStabilizationDelayMs: 10_000,
      settleMode: 'evidence',
    },
  },
  clock: scaledClock(time),
  rng: systemRng,
  log: silentLog,
  owner: 'to be killed',
  transport: (pinFor) => createHttpsTransport({ pinFor }),
  credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
  versionHashes: async () => null,
  upgradePaths: async () => JSON.stringify(KILLED_PATHS),
  loadWasm: () => readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')),
});
say('role', engine.role);
for (const { message } of engine.notices) say('notice', message);

engine.jobs.onDidChange((job) => {
  const step = job.steps.find(({ state }) => state === 'running');
  say('at', job.id, step?.kind ?? (job.steps.length === 0 ? 'planning' : 'between_steps'));
});
// Most of these processes die while they log in: without this, what is held because of it would be all that is tried here.
engine.forgetLogins();
const trusted = new Set<string>(engine.pins().map(({ address }) => address));
for (const { address, fingerprint } of endpoints) {
  if (!trusted.has(address)) engine.trust({ address, fingerprint });
}
const wanted = KILLED_TARGETS.filter(
  ([serial]) => !engine.jobs.all().some((job) => job.runs.some((run) => run.serial === serial)),
);
if (wanted.length > 0) {
  await engine.discover({ signal: new AbortController().signal, onProgress: () => undefined });
  await engine.submitUpgrades({ targets: wanted, dryRun: false, allowPreemption: false, by: 'test' });
}
await new Promise<void>((resolve) => {
  const look = (): void => {
    if (!engine.jobs.all().some(isOpen)) resolve();
  };
  engine.jobs.onDidChange(look);
  look();
});
for (const { status, message } of engine.jobs.all())
  if (status !== 'completed') say('ended', status, message ?? '');
await engine.close();
say('done');
