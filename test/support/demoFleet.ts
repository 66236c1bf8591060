/** The demo fleet of resources/, as the demo and the extension start it. */
import { readFileSync } from 'node:fs';
import { parseFleetSpec, type FleetSpec } from '../../src/simulator/spec/fleetSpec.ts';

export function demoFleetSpec(): FleetSpec {
  return parseFleetSpec(JSON.parse(resource('fleets/demo.json')));
}

export function demoUpgradePaths(): string {
  return resource('upgrade_paths.json');
}

function resource(name: string): string {
  return readFileSync(new URL(`../../resources/${name}`, import.meta.url), 'utf8');
}
