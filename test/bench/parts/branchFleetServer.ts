/**
 * The fleet of test/support/branchFleet.ts over TLS, in a process of its own so that its work is not measured. Started
 * by startBranchFleet.ts with its speed.
 */
import type { EffectEntry } from '../../../src/simulator/device/effectLog.ts';
import { parseFleetSpec } from '../../../src/simulator/spec/fleetSpec.ts';
import { type Endpoint, startHttpsFleet } from '../../../src/simulator/httpsFleet.ts';
import type { ScaledTime } from '../../../src/simulator/time/scaledClock.ts';
import { branchFirewalls, branchSpec } from '../../support/branchFleet.ts';

/** The first message. */
export interface FleetReady {
  readonly endpoints: readonly Endpoint[];
  readonly time: ScaledTime;
}

/** Each is answered with what was seen up to then. */
export interface FleetQuestion {
  /** Serials of devices that answer nothing any more. */
  readonly lose: readonly string[];
}

export interface FleetSeen {
  /** Of all firewalls together. */
  readonly requests: number;
  /** Calls by their words. */
  readonly panorama: Readonly<Record<string, number>>;
  readonly effects: readonly EffectEntry[];
}

const { fleet, endpoints, time } = await startHttpsFleet(parseFleetSpec(branchSpec(branchFirewalls())), {
  speed: Number(process.argv[2]),
});

process.on('message', ({ lose }: FleetQuestion) => {
  for (const serial of lose)
    fleet.fault(serial, { kind: 'call', command: '*', times: 'always', what: { how: 'drop_before' } });
  say(seen());
});
// The bench has ended or broken.
process.on('disconnect', () => process.exit());
say({ endpoints, time });

function seen(): FleetSeen {
  return {
    requests: [...fleet.devices.values()].reduce((sum, { calls }) => sum + calls.times.length, 0),
    panorama: Object.fromEntries(fleet.panorama.calls.byCommand),
    effects: fleet.log.all(),
  };
}

function say(message: FleetReady | FleetSeen): void {
  process.send?.(message);
}
