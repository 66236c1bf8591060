/** The fleet of test/support/killedFleet.ts over TLS, in a process of its own. Forked with its speed. */
import { parseFleetSpec } from '../../../src/simulator/spec/fleetSpec.ts';
import { startHttpsFleet } from '../../../src/simulator/httpsFleet.ts';
import { killedFleetSpec, type KilledFleetReady, type KilledFleetSeen } from '../../support/killedFleet.ts';
import { PAIR } from '../../support/sampleSpec.ts';

const say = (message: KilledFleetReady | KilledFleetSeen): void => void process.send?.(message);
const { fleet, endpoints, time } = await startHttpsFleet(parseFleetSpec(killedFleetSpec), {
  speed: Number(process.argv[2]),
});
process.on('message', () => say({ effects: fleet.log.all(), outageSeconds: fleet.outages(PAIR[0]).seconds }));
// Whoever started it has ended or broken.
process.on('disconnect', () => process.exit());
say({ endpoints, time });
