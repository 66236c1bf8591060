/** A pair with its clock, looked at as an administrator does: for the tests of HA. */
import type { FirewallSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import { pair, PAIR } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf, type FleetChanges } from '../sampleFleet.ts';

export const [FIRST, SECOND] = PAIR;
export const MINUTE = 60_000;

export class PairBench extends Bench {
  constructor(members: FirewallSpecInput[] = pair(), more: FleetChanges = {}) {
    super(members, 1, more);
  }

  /** `STATE/STATE`: what each member says of itself. */
  async states(): Promise<string> {
    return `${await this.says(FIRST, 'state')}/${await this.says(SECOND, 'state')}`;
  }

  /** The first such element of a member's HA state: its own, where the peer has one too. */
  async says(serial: string, element: string): Promise<string | undefined> {
    return textOf(await this.ask(serial, SHOW.haState), element);
  }

  /** The element as a member says it of its peer. */
  async saysOfPeer(serial: string, element: string): Promise<string | undefined> {
    return textOf(textOf(await this.ask(serial, SHOW.haState), 'peer-info') ?? '', element);
  }

  /** Restarts a member and waits until its HA is itself again. */
  async reboot(serial: string): Promise<void> {
    await this.restart(serial);
    await this.clock.advanceBy(10 * MINUTE);
  }

  /** Puts a version on a member by its own means. */
  async upgrade(serial: string, version: string): Promise<void> {
    await this.ask(serial, SHOW.softwareCheck);
    await this.job(serial, 'install', version);
    await this.reboot(serial);
  }

  outageSeconds(): number {
    return this.fleet.outages(FIRST).seconds;
  }
}
