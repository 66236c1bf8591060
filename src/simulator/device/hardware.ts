/** What a model is made of: what its answers about interfaces, environment and load depend on. */
import type { Firewall } from './firewall.ts';

export function isVirtual(firewall: Firewall): boolean {
  return firewall.family === 'vm';
}

/** Models with cards in slots, and a dataplane on each. */
export function isChassis(firewall: Firewall): boolean {
  return ['5400', '7000', '7500'].includes(firewall.family) && /^PA-(5450|7\d{3})$/.test(firewall.spec.model);
}

/** Names of the dataplanes, as resource monitors list them. */
export function dataplanes(firewall: Firewall): string[] {
  return isChassis(firewall) ? ['s3dp0', 's3dp1'] : ['dp0'];
}
