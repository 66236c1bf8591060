import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareVersions } from '../../../../src/panos/version.ts';
import {
  familyOf,
  mayInstall,
  offeredImages,
  requiredBase,
} from '../../../../src/simulator/software/catalogue.ts';
import { parseFleetSpec, type FirewallSpec } from '../../../../src/simulator/spec/fleetSpec.ts';

const resource = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../resources/${name}`, import.meta.url), 'utf8'));

describe('simulator: the demo fleet', () => {
  const fleet = parseFleetSpec(resource('fleets/demo.json'), 'demo.json');
  const paths = resource('upgrade_paths.json') as Record<string, string[]>;
  const count = (holds: (firewall: FirewallSpec) => boolean): number => fleet.firewalls.filter(holds).length;

  it('has what the README promises', () => {
    assert.equal(fleet.firewalls.length, 24);
    assert.equal(
      count(({ ha }) => ha?.state === 'active'),
      4,
    );
    assert.equal(
      count(({ advancedRouting }) => advancedRouting),
      1,
    );
    assert.equal(
      count(({ multiVsys }) => multiVsys),
      1,
    );
    assert.equal(
      count(({ connected }) => !connected),
      1,
    );
    assert.equal(
      count(({ version }) => paths[version] === undefined),
      1,
    );
    assert.ok(count(({ ha, version }) => ha === undefined && paths[version]?.length === 2) > 0);
    assert.ok(Object.values(paths).some((path) => path.at(-1)?.startsWith('12.1.')));
  });

  it('can go every path that is given', () => {
    for (const firewall of fleet.firewalls) {
      const path = paths[firewall.version] ?? [];
      let running = firewall.version;
      for (const next of path) {
        const where = `${firewall.hostname}: ${running} to ${next}`;
        const offered = offeredImages(fleet.catalogue, familyOf(firewall.model), running).map(
          ({ version }) => version,
        );
        const base = requiredBase(fleet.catalogue, next);
        assert.ok(compareVersions(next, running) > 0, where);
        assert.ok(mayInstall(running, next), where);
        assert.ok(offered.includes(next), where);
        assert.ok(base === null || offered.includes(base), where);
        running = next;
      }
    }
  });

  it('names no path for a version that nobody runs', () => {
    const running = new Set(fleet.firewalls.map(({ version }) => version));
    assert.deepEqual(
      Object.keys(paths).filter((version) => !running.has(version)),
      [],
    );
  });
});
