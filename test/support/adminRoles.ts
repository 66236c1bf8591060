/** The roles of resources/, as the simulated fleet takes them: what an engineer loads is what the tests run with. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseXml, type XmlElement } from '../../src/panos/xml/xml.ts';
import type { AdminRole } from '../../src/simulator/server/roles.ts';

export type Right = AdminRole['rights'][number];

/** Where a role is for: `device` and `panorama` are PAN-OS's own words. */
type Scope = 'device' | 'panorama';

const FILES: Readonly<Record<Scope, string>> = {
  device: 'admin-role-firewall.xml',
  panorama: 'admin-role-panorama.xml',
};

/** What stands below `<role>` in the file. */
export function roleElement(scope: Scope): XmlElement {
  const text = readFileSync(new URL(`../../resources/${FILES[scope]}`, import.meta.url), 'utf8');
  const role = parseXml(text, 'config')?.at(`shared/admin-role/entry/role/${scope}`);
  assert.ok(role !== undefined, FILES[scope]);
  return role;
}

/** The role of the file, but for these rights. */
export function shippedRole(scope: Scope, ...without: Right[]): AdminRole {
  const api = roleElement(scope).at('xmlapi');
  const enabled = (api?.names() ?? []).filter((name) => api?.text(name) === 'enable') as Right[];
  return { rights: enabled.filter((right) => !without.includes(right)), superuserCommands: 'allowed' };
}

/** Both shipped roles, or what is given instead. */
export function rolesOf(more: { firewall?: AdminRole; panorama?: AdminRole } = {}): {
  firewall: AdminRole;
  panorama: AdminRole;
} {
  return { firewall: shippedRole('device'), panorama: shippedRole('panorama'), ...more };
}
