/**
 * Every question that changes nothing, put by the real client to simulated devices of several kinds: the simulator's
 * answers and the readers were written apart from each other, after the same captures.
 */
import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/panos/address.ts';
import { createClient, type DeviceClient } from '../../../src/panos/client/client.ts';
import { checkContent } from '../../../src/panos/commands/content.ts';
import { showUpdateSchedule } from '../../../src/panos/commands/configuration.ts';
import { showBgpPeers, showFib, showTunnelFlows } from '../../../src/panos/commands/forwarding.ts';
import { showHaState, showPanoramaHa } from '../../../src/panos/commands/highAvailability.ts';
import {
  checkBatchSoftware,
  showDeviceGroups,
  showDevicesConnected,
} from '../../../src/panos/commands/panorama.ts';
import {
  requestLicenseInfo,
  requestSupportCheck,
  showClock,
  showClockMore,
  showConfigLocks,
  showDataplaneLoad,
  showEnvironmentals,
  showManagementCpu,
  showManagementMemory,
  showNtp,
  showPanoramaStatus,
} from '../../../src/panos/commands/readiness.ts';
import type { ReadCommand } from '../../../src/panos/calls/command.ts';
import { isDeviceError } from '../../../src/panos/errors.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import { Bench } from '../simulator/sampleFleet.ts';
import { CREDENTIALS, pair, standalone } from '../../support/sampleSpec.ts';
import { simulatorTransport } from '../../support/simulatorTransport.ts';
import { EVERY_COMMAND } from './everyCommand.ts';

/** A Panorama's HA state is another answer to the same question. */
const READS = EVERY_COMMAND.filter((command) => command.kind === 'read' && command !== showPanoramaHa);

const LEGACY_ONLY = [
  ...['show routing route', 'show routing fib', 'show routing protocol bgp peer', 'show routing summary'],
];
const ADVANCED_ONLY = [
  ...['show advanced-routing route', 'show advanced-routing fib', 'show advanced-routing bgp peer status'],
];
/** Asked of PAN-OS 10.0 and newer. */
const NOT_ON_9_1 = ['show redistribution service status', 'show redistribution agent state all'];
const PANORAMA_ONLY = [
  'show devices all',
  'show devices connected',
  'show devicegroups',
  'request batch software check',
];

const HARDWARE = '001701000111';
const CHASSIS = '001701000112';
const VIRTUAL = '001701000113';
const ADVANCED = '001701000114';
const TROUBLED = '001701000115';

const bench = new Bench([
  standalone({ serial: HARDWARE, hostname: 'hw' }),
  standalone({ serial: CHASSIS, hostname: 'chassis', model: 'PA-7050', version: '9.1.13' }),
  standalone({ serial: VIRTUAL, hostname: 'vm', model: 'PA-VM' }),
  standalone({ serial: ADVANCED, hostname: 'are', version: '11.1.4-h7', advancedRouting: true }),
  standalone({
    serial: TROUBLED,
    hostname: 'troubled',
    condition: {
      panorama: 'disconnected',
      ntp: 'not_synchronized',
      dataplaneClockSeconds: 7,
      licenses: 'expired',
      support: 'expired',
      configLock: 'carol',
      alarm: true,
      dataplaneCpu: 91,
      managementCpu: 88,
      memoryUsed: 97,
      bgpPeersDown: 1,
      tunnelsDown: 1,
      contentUpdateAt: '01:30',
    },
  }),
  ...pair(),
]);
const transport = simulatorTransport(bench.fleet);

function clientOf(target: string): DeviceClient {
  const address =
    target === 'panorama' ? bench.fleet.panorama.address : bench.fleet.devices.get(target)?.address;
  const parsed = parseAddress(address ?? '', 443);
  assert.ok(parsed !== null);
  return createClient({
    transport,
    clock: bench.clock,
    rng: seededRng(3),
    address: parsed,
    device: target,
    credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
    limits: { timeoutMs: 60_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
  });
}

function ask<T>(target: string, command: ReadCommand<T>): Promise<T> {
  return bench.clock.drive(clientOf(target).read(command, { attempts: 1 }));
}

/** The names of the commands that are refused, in the order of EVERY_COMMAND; any other failure is thrown. */
async function refusedBy(target: string): Promise<string[]> {
  const refused: string[] = [];
  for (const command of READS) {
    await ask<unknown>(target, command as ReadCommand<unknown>).catch((error: unknown) => {
      if (!isDeviceError(error, 'device_refused')) throw error;
      refused.push(command.name);
    });
  }
  return refused.sort();
}

describe('simulated devices', () => {
  before(() => bench.clock.advanceBy(60_000));

  it('are understood in every answer, whatever their kind', async () => {
    for (const target of [HARDWARE, CHASSIS, VIRTUAL, TROUBLED, ...bench.fleet.devices.keys()]) {
      const expected = [
        ...PANORAMA_ONLY,
        ...(target === ADVANCED ? LEGACY_ONLY : ADVANCED_ONLY),
        ...(target === CHASSIS ? NOT_ON_9_1 : []),
        // Its support contract has expired.
        ...(target === TROUBLED ? ['request system software check'] : []),
      ].sort();
      assert.deepEqual(await refusedBy(target), expected, target);
    }
  });

  it('are told apart by what is wrong with them', async () => {
    const wrong = async (target: string) => ({
      panorama: (await ask(target, showPanoramaStatus)).servers.map(({ connected }) => connected),
      ntp: (await ask(target, showNtp)).synchronizedTo,
      clocks: ((await ask(target, showClockMore))[0]?.at ?? 0) - ((await ask(target, showClock)).at ?? 0),
      expired: (await ask(target, requestLicenseInfo)).filter(({ expired }) => expired === true).length,
      supported: (await ask(target, requestSupportCheck)).expires.kind,
      locks: (await ask(target, showConfigLocks)).map(({ administrator }) => administrator),
      alarms: (await ask(target, showEnvironmentals)).filter(({ alarm }) => alarm === true).length,
      cpu: [(await ask(target, showDataplaneLoad))[0]?.cpuPercent, await ask(target, showManagementCpu)],
      memory: Math.round((await ask(target, showManagementMemory)) ?? 0),
      bgpDown: (await ask(target, showBgpPeers('legacy'))).filter(({ established }) => !established).length,
      tunnelsDown: (await ask(target, showTunnelFlows)).filter(({ state }) => state !== 'active').length,
      updates: (await ask(target, showUpdateSchedule)).map(({ at }) => at),
    });
    const well = await wrong(HARDWARE);
    assert.deepEqual(
      { ...well, clocks: Math.round(well.clocks / 1000) },
      {
        panorama: ['yes', 'no'],
        ntp: 'ntp1.example.net',
        clocks: 0,
        expired: 0,
        supported: 'on',
        locks: [],
        alarms: 0,
        cpu: [12, 9],
        memory: 61,
        bgpDown: 0,
        tunnelsDown: 0,
        updates: [],
      },
    );
    const ill = await wrong(TROUBLED);
    assert.deepEqual(
      { ...ill, clocks: Math.round(ill.clocks / 1000) },
      {
        panorama: ['no', 'no'],
        ntp: null,
        clocks: 7,
        expired: 1,
        supported: 'on',
        locks: ['carol'],
        alarms: 1,
        cpu: [91, 88],
        memory: 97,
        bgpDown: 1,
        tunnelsDown: 1,
        updates: ['01:30'],
      },
    );
  });

  it('have the same forwarding table by either engine, and content the device is on', async () => {
    for (const [target, engine] of [
      [HARDWARE, 'legacy'],
      [ADVANCED, 'advanced'],
    ] as const) {
      const fib = await ask(target, showFib(engine));
      assert.ok(fib.length > 0);
      assert.deepEqual([...new Set(fib.map(({ router }) => router))].length, 1);
    }
    assert.equal((await ask(HARDWARE, checkContent)).filter(({ current }) => current === true).length, 1);
    assert.equal((await ask(pair()[0]?.serial ?? '', showHaState)).enabled, true);
  });

  it('have a Panorama that answers in its own shapes', async () => {
    assert.deepEqual(await ask('panorama', showPanoramaHa), { enabled: false });
    assert.equal((await ask('panorama', showDevicesConnected)).length, bench.fleet.devices.size);
    assert.deepEqual(new Set((await ask('panorama', showDeviceGroups)).values()), new Set(['all-sites']));
    const images = await ask('panorama', checkBatchSoftware);
    assert.ok(images.length > 0 && images.every(({ sha256 }) => sha256 !== null));
  });
});
