import assert from 'node:assert/strict';
import type { DeviceClient, ReadOptions } from '../../../../src/panos/client/client.ts';
import { DeviceError, type Delivery, type DeviceErrorKind } from '../../../../src/panos/errors.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import type { Snapshot } from '../../../../src/validation/comparison/snapshot.ts';
import { takeSnapshot, type TakenSnapshot } from '../../../../src/validation/comparison/takeSnapshot.ts';
import { sn } from '../../../support/serials.ts';

const SERIAL = '001701000101';

const INFO = { serial: SERIAL, swVersion: '10.2.10', routingEngine: 'legacy', appVersion: '8832-8912' };
const DC = { name: 'dc-1', vsys: 'vsys1', connected: false, state: 'not-conn' };
const BRANCH = { name: 'fw-7', vsys: null, connected: true, state: 'conn:idle' };
const ANSWERS: Readonly<Record<string, unknown>> = {
  'show system info': INFO,
  'show session info': { tcpSessions: 7 },
  'show routing route': [],
  'show arp all': [],
  'show routing fib': [
    { router: 'default', destination: '0.0.0.0/0', nexthop: '10.0.0.1', interface: 'ethernet1/1' },
  ],
  'show interface all': {
    hardware: [{ name: 'ethernet1/1', state: 'unknown', stateText: 'standby', speed: '1000' }],
    logical: [
      { name: 'ethernet1/1', zone: null, ip: '10.0.0.9/24', addresses: ['10.0.0.9/24', '192.0.2.33/27'] },
    ],
  },
  'show routing protocol bgp peer': [
    { virtualRouter: 'default', name: 'isp', address: '192.0.2.1', established: false, state: 'Active' },
  ],
  'show running tunnel flow all': [{ name: 'branch', state: 'init', peerIp: '192.0.2.9' }],
  'request license info': [{ feature: 'WildFire', expires: { kind: 'never' }, expired: null }],
  'show system state filter sw.dev.interface.config': new Map([['ethernet1/1', 9192]]),
  'show redistribution service status': 'up',
  'show user user-id-agent state all': [DC, { ...BRANCH, connected: false, state: 'not-conn:idle' }],
  'show redistribution agent state all': [BRANCH],
};

const MAY_BE_UNKNOWN = {
  'show session info': 'tcpSessions',
  'show routing route': 'routes',
  'show arp all': 'arp',
  'show routing fib': 'fib',
  'show interface all': 'interfaces',
  'show routing protocol bgp peer': 'bgpPeers',
  'show running tunnel flow all': 'tunnels',
  'request license info': 'licences',
  'show redistribution service status': 'userId',
  'show user user-id-agent state all': 'userId',
  'show redistribution agent state all': 'userId',
} as const;

function deviceError(kind: DeviceErrorKind, delivery: Delivery = 'answered'): DeviceError {
  return new DeviceError({ kind, device: 'fw', operation: 'show', delivery, what: 'it failed' });
}

/** As `found`; it must have been taken. */
async function take(...parts: Parameters<typeof found>): Promise<Snapshot> {
  const taken = await found(...parts);
  assert.ok(taken.kind === 'taken');
  return taken.snapshot;
}

/** Snapshot of a device that answers as above but for `changes`, where an error is thrown and a function is asked. */
function found(
  changes: Readonly<Record<string, unknown>> = {},
  seen: (name: string, options?: ReadOptions) => void = () => undefined,
  signal?: AbortSignal,
  swVersion = INFO.swVersion,
): Promise<TakenSnapshot> {
  const answers: Readonly<Record<string, unknown>> = { ...ANSWERS, ...changes };
  const client = {
    read: async ({ name }: { name: string }, options?: ReadOptions) => {
      seen(name, options);
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the test did not expect ${name}`);
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? (answer as () => unknown)() : answer;
    },
  } as Pick<DeviceClient, 'read'> as DeviceClient;
  return takeSnapshot(client, { serial: sn(SERIAL), swVersion }, new VirtualClock(), signal);
}

describe('takeSnapshot', () => {
  it('keeps what is compared, and nothing that changes by itself', async () => {
    assert.deepEqual(await take(), {
      serial: SERIAL,
      at: new VirtualClock().now(),
      swVersion: '10.2.10',
      tcpSessions: 7,
      routes: [],
      arp: [],
      fib: ANSWERS['show routing fib'],
      interfaces: [
        { kind: 'hardware', name: 'ethernet1/1', state: 'standby', mtu: 9192 },
        {
          kind: 'logical',
          name: 'ethernet1/1',
          zone: null,
          ip: '10.0.0.9/24',
          addresses: ['10.0.0.9/24', '192.0.2.33/27'],
        },
      ],
      bgpPeers: [{ virtualRouter: 'default', name: 'isp', established: false, state: 'Active' }],
      tunnels: [{ name: 'branch', state: 'init' }],
      licences: [{ feature: 'WildFire', expired: null }],
      userId: [
        { kind: 'agent', name: 'dc-1', vsys: 'vsys1', up: false, state: 'not-conn' },
        { kind: 'agent', name: 'fw-7', vsys: null, up: true, state: 'conn:idle' },
        { kind: 'service', name: '', vsys: null, up: true, state: 'up' },
      ],
      contentVersion: '8832-8912',
    });
  });

  it('asks an older release for User-ID by what it knows, and leaves out what it does not say', async () => {
    const asked: string[] = [];
    const old = {
      'show system info': { ...INFO, swVersion: '9.1.13' },
      'show user user-id-service status': null,
    };
    const taken = await found(old, (name) => asked.push(name), undefined, '9.1.13');
    assert.ok(taken.kind === 'taken');
    assert.deepEqual(
      taken.snapshot.userId?.map(({ name }) => name),
      ['dc-1', 'fw-7'],
    );
    assert.deepEqual(
      asked.filter((name) => name.includes('redistribution')),
      [],
    );
  });

  it('knows no MTU where the device does not tell it', async () => {
    const name = 'show system state filter sw.dev.interface.config';
    const { interfaces } = await take({ [name]: deviceError('not_an_answer') });
    assert.deepEqual(interfaces?.[0], { kind: 'hardware', name: 'ethernet1/1', state: 'standby', mtu: null });
  });

  it('takes a device that names no content for one that has none', async () => {
    const info = { ...INFO, appVersion: null };
    assert.equal((await take({ 'show system info': info })).contentVersion, '0');
  });

  const others = [
    { ...INFO, serial: '001701009901' },
    { ...INFO, swVersion: '10.2.9' },
  ];

  it('is not taken of another device, or another version, which is asked nothing else', async () => {
    for (const other of others) {
      const asked: string[] = [];
      const taken = await found({ 'show system info': other }, (name) => asked.push(name));
      const { serial, swVersion } = other;
      assert.deepEqual(taken, { kind: 'other', answers: { serial, swVersion } });
      assert.deepEqual(asked, ['show system info']);
    }
  });

  it('is not taken where another one answers by the time the tables are read', async () => {
    for (const other of others) {
      const infos = [INFO, other];
      const { serial, swVersion } = other;
      assert.deepEqual(await found({ 'show system info': () => infos.shift() }), {
        kind: 'other',
        answers: { serial, swVersion },
      });
    }
  });

  for (const [name, area] of Object.entries(MAY_BE_UNKNOWN)) {
    it(`leaves ${area} unknown where the device refuses or is not understood`, async () => {
      for (const kind of ['device_refused', 'not_authorized', 'answer_too_large', 'not_an_answer'] as const) {
        const taken = await take({ [name]: deviceError(kind) });
        assert.deepEqual(taken, { ...(await take()), [area]: null }, kind);
      }
    });

    it(`fails where the device is gone while ${area} is asked for`, async () => {
      for (const error of [deviceError('no_answer', 'unknown'), deviceError('not_an_answer', 'unknown')]) {
        await assert.rejects(take({ [name]: error }), error);
      }
    });
  }

  it('fails where nobody says who answers, whatever the reason', async () => {
    for (const kind of ['device_refused', 'not_an_answer'] as const) {
      const error = deviceError(kind);
      await assert.rejects(take({ 'show system info': error }), error, kind);
    }
  });

  it('leaves no question waiting behind when it fails, and stops when asked to', async () => {
    const signals: AbortSignal[] = [];
    const remember = (_name: string, options?: ReadOptions): void => {
      if (options?.signal !== undefined) signals.push(options.signal);
    };
    await assert.rejects(take({ 'show arp all': deviceError('unreachable', 'not_sent') }, remember));
    assert.equal(signals.length, Object.keys(ANSWERS).length);
    assert.ok(signals.every(({ aborted }) => aborted));

    signals.length = 0;
    const user = new AbortController();
    await take({}, remember, user.signal);
    assert.ok(signals.every(({ aborted }) => !aborted));
    user.abort();
    assert.ok(signals.every(({ aborted }) => aborted));
  });
});
