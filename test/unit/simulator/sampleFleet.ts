/** A bare-handed way to talk to a small fleet, for the tests of the simulator itself. */
import { seededRng } from '../../../src/ports/rng.ts';
import { createFleet, type SimulatedFleet } from '../../../src/simulator/fleet.ts';
import { parseFleetSpec, type FirewallSpecInput } from '../../../src/simulator/fleetSpec.ts';
import type { SimReply } from '../../../src/simulator/replies.ts';
import { VirtualClock } from '../../../src/simulator/virtualClock.ts';
import { CREDENTIALS, sampleSpec } from '../../support/sampleSpec.ts';

/** A fleet with its clock, and one device's side of the conversation as plain calls. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly fleet: SimulatedFleet;
  readonly #keys = new Map<string, string>();

  constructor(firewalls: FirewallSpecInput[], seed = 1) {
    this.fleet = createFleet(parseFleetSpec(sampleSpec(firewalls)), {
      clock: this.clock,
      rng: seededRng(seed),
    });
  }

  /** Sends one command with a valid key and lets the time pass that it takes. */
  async send(target: string, cmd: string): Promise<SimReply> {
    const key = this.#keys.get(target) ?? (await this.login(target));
    return this.clock.drive(this.fleet.handle(target, { form: { type: 'op', cmd }, key }));
  }

  /** The body of an answer. @throws Error when none came. */
  async ask(target: string, cmd: string): Promise<string> {
    const reply = await this.send(target, cmd);
    if (reply.kind !== 'answer') throw new Error(`${cmd}: ${reply.kind}`);
    return reply.body;
  }

  /** Starts a download or install and waits until its job has ended. Gives the job's last answer. */
  async job(target: string, verb: 'download' | 'install', version: string): Promise<string> {
    const begun = await this.ask(
      target,
      `<request><system><software><${verb}><version>${version}</version></${verb}></software></system></request>`,
    );
    const id = /<job>(\d+)<\/job>/.exec(begun)?.[1];
    if (id === undefined) return begun;
    for (;;) {
      const answer = await this.ask(target, `<show><jobs><id>${id}</id></jobs></show>`);
      if (answer.includes('<status>FIN</status>')) return answer;
      await this.clock.advanceBy(10_000);
    }
  }

  restart(target: string): Promise<SimReply> {
    return this.send(target, '<request><restart><system></system></restart></request>');
  }

  private async login(target: string): Promise<string> {
    const { username: user, password } = CREDENTIALS;
    const reply = await this.clock.drive(
      this.fleet.handle(target, { form: { type: 'keygen', user, password } }),
    );
    const key = reply.kind === 'answer' ? /<key>(.*)<\/key>/.exec(reply.body)?.[1] : undefined;
    if (key === undefined) throw new Error(`No key from ${target}: ${reply.kind}`);
    this.#keys.set(target, key);
    return key;
  }
}

export const SHOW = {
  systemInfo: '<show><system><info></info></system></show>',
  jobs: '<show><jobs><all></all></jobs></show>',
  chassisReady: '<show><chassis-ready></chassis-ready></show>',
  haState: '<show><high-availability><state></state></high-availability></show>',
  sessions: '<show><session><info></info></session></show>',
  diskSpace: '<show><system><disk-space></disk-space></system></show>',
  softwareInfo: '<request><system><software><info></info></software></system></request>',
  softwareCheck: '<request><system><software><check></check></software></system></request>',
  routes: '<show><routing><route></route></routing></show>',
  advancedRoutes: '<show><advanced-routing><route></route></advanced-routing></show>',
  devicesAll: '<show><devices><all></all></devices></show>',
} as const;

/** The text of the first element of a name. */
export function textOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1];
}
