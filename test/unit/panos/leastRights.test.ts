/** resources/admin-role-….xml against every command there is, put by the real client to simulated devices. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseAddress } from '../../../src/panos/address.ts';
import { createClient, type DeviceClient } from '../../../src/panos/client/client.ts';
import { isDeviceError, type DeviceError } from '../../../src/panos/errors.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import type { AdminRole } from '../../../src/simulator/server/roles.ts';
import { roleElement, rolesOf, shippedRole, type Right } from '../../support/adminRoles.ts';
import { CREDENTIALS, pair, PAIR, standalone } from '../../support/sampleSpec.ts';
import { simulatorTransport } from '../../support/simulatorTransport.ts';
import { Bench } from '../simulator/sampleFleet.ts';
import { EVERY_COMMAND, EVERY_EXPORT } from './everyCommand.ts';

/** What is asked of a Panorama; the rest is asked of firewalls alone. */
const OF_PANORAMA = [
  'show system info',
  'show devices all',
  'show devices connected',
  'show devicegroups',
  'show high-availability state',
  'request batch software check',
];
const ONLY_OF_PANORAMA = ['show devices all', 'show devices connected', 'show devicegroups', 'request batch'];

type Asked = (typeof EVERY_COMMAND)[number] | (typeof EVERY_EXPORT)[number];

const EVERYTHING: readonly Asked[] = [...EVERY_COMMAND, ...EVERY_EXPORT];
const ASKED = {
  device: EVERYTHING.filter(({ name }) => !ONLY_OF_PANORAMA.some((begin) => name.startsWith(begin))),
  panorama: EVERYTHING.filter(({ name }) => OF_PANORAMA.includes(name)),
} as const;
const SCOPES = ['device', 'panorama'] as const;

const PERMISSIONS: Partial<Record<Right, string>> = {
  op: 'Operational Requests',
  config: 'Configuration',
  export: 'Export',
};

type Roles = Partial<Record<'firewall' | 'panorama', AdminRole>>;

function benchWith(roles: Roles): Bench {
  return new Bench([standalone(), ...pair()], 1, { credentials: { ...CREDENTIALS, roles } });
}

function clientOf(bench: Bench, target: string): DeviceClient {
  const { panorama, devices } = bench.fleet;
  const address = target === 'panorama' ? panorama.address : devices.get(target)?.address;
  const parsed = parseAddress(address ?? '', 443);
  assert.ok(parsed !== null);
  return createClient({
    transport: simulatorTransport(bench.fleet),
    clock: bench.clock,
    rng: seededRng(3),
    address: parsed,
    device: target,
    credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
    limits: { timeoutMs: 60_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
  });
}

/** How a fresh device refuses this for want of a right; null when it does not, whatever else it says. */
async function denial(scope: 'device' | 'panorama', roles: Roles, asked: Asked): Promise<DeviceError | null> {
  const bench = benchWith(roles);
  const client = clientOf(bench, scope === 'panorama' ? 'panorama' : PAIR[0]);
  const call = (): Promise<unknown> => {
    if ('content' in asked) return client.export(asked, async () => undefined, { attempts: 1 });
    if (asked.kind === 'effect') return client.effect<unknown>(asked);
    return client.read<unknown>(asked, { attempts: 1 });
  };
  try {
    await bench.clock.drive(call());
    return null;
  } catch (error) {
    assert.ok(isDeviceError(error), asked.name);
    return error.kind === 'not_authorized' || error.kind === 'authentication' ? error : null;
  }
}

describe('the shipped roles', () => {
  it('enable the kinds of request that our calls are of, and no other', () => {
    for (const scope of SCOPES) {
      const used = new Set(ASKED[scope].map(({ form }) => form['type']).filter((type) => type !== 'version'));
      assert.deepEqual(new Set(shippedRole(scope).rights), used, scope);
    }
  });

  it('are those that docs/PANOS.md tells of', () => {
    const text = readFileSync(new URL('../../../docs/PANOS.md', import.meta.url), 'utf8');
    const told = /Our calls to firewalls are of the kinds ([^;]*); those to Panorama of ([^.]*) alone\./.exec(
      text,
    );
    const words = (part = ''): string[] =>
      [...part.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word).sort();
    assert.deepEqual(words(told?.[1]), shippedRole('device').rights.toSorted());
    assert.deepEqual(words(told?.[2]), shippedRole('panorama').rights);
  });

  it('name every right, and let nobody to the web interface, the REST API or the command line', () => {
    for (const scope of SCOPES) {
      const role = roleElement(scope);
      assert.deepEqual(role.names().sort(), ['restapi', 'webui', 'xmlapi']);
      assert.deepEqual([role.at('webui')?.names(), role.at('restapi')?.names()], [[], []]);
      const api = role.at('xmlapi');
      assert.deepEqual(api?.names().sort(), [
        'commit',
        'config',
        'export',
        'import',
        'log',
        'op',
        'report',
        'user-id',
      ]);
      for (const right of api.names()) assert.match(api.text(right) ?? '', /^(?:enable|disable)$/);
    }
  });

  for (const scope of SCOPES) {
    it(`let every call to a ${scope} through`, async () => {
      for (const asked of ASKED[scope]) assert.equal(await denial(scope, rolesOf(), asked), null, asked.name);
    });

    for (const right of shippedRole(scope).rights) {
      it(`let through on a ${scope} without ${right} all that does not need it, and say what is missing`, async () => {
        const roles = { ...rolesOf(), [scope === 'device' ? 'firewall' : scope]: shippedRole(scope, right) };
        // A role without any right is refused at the login already: of Panorama, one is all there is.
        const isLast = shippedRole(scope, right).rights.length === 0;
        for (const asked of ASKED[scope]) {
          const error = await denial(scope, roles, asked);
          if (isLast) {
            assert.match(
              error?.what ?? '',
              /^the device does not accept the credentials or role,/,
              asked.name,
            );
          } else if (asked.form['type'] === right) {
            const expected = `the administrator role lacks the XML API permission ${PERMISSIONS[right]} (it says: "Unauthorized request")`;
            assert.equal(error?.what, expected, asked.name);
          } else {
            assert.equal(error, null, asked.name);
          }
        }
      });
    }

    it(`refuse on a ${scope} what we never ask`, async () => {
      const bench = benchWith(rolesOf());
      const target = scope === 'panorama' ? 'panorama' : PAIR[0];
      for (const form of [
        { type: 'commit', cmd: '<commit></commit>' },
        { type: 'import', category: 'software' },
        { type: 'user-id', cmd: '<uid-message></uid-message>' },
        { type: 'log', 'log-type': 'traffic' },
        { type: 'report', reporttype: 'predefined' },
        ...(scope === 'panorama' ? [{ type: 'config', action: 'set' }, { type: 'export' }] : []),
      ] as Record<string, string>[]) {
        assert.match(
          await bench.body(target, form),
          /^<response status="unauth" code="16">.*Unauthorized request/,
          form['type'],
        );
      }
    });
  }

  it('cannot be told from wrong credentials where they hold no right at all', async () => {
    const bench = benchWith({ firewall: { rights: [], superuserCommands: 'allowed' } });
    const reply = await bench.clock.drive(
      bench.fleet.handle(PAIR[0], {
        form: { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password },
      }),
    );
    assert.ok(
      reply.kind === 'answer' && reply.status === 403 && /Invalid Credential/.test(String(reply.body)),
    );
  });

  it('are not enough for installing, restarting and deleting where a device wants a superuser', async () => {
    const firewall: AdminRole = { ...shippedRole('device'), superuserCommands: 'refused' };
    const denied: string[] = [];
    for (const asked of ASKED.device) {
      const error = await denial('device', rolesOf({ firewall }), asked);
      if (error === null) continue;
      denied.push(asked.name);
      assert.match(
        error.what,
        /^the device lets nobody but a superuser do this \(it says: "You need superuser/,
      );
    }
    assert.deepEqual(denied, [
      'request restart system',
      'request system software install version 11.1.4-h7',
      'delete software version 11.1.4-h7',
    ]);
  });
});
