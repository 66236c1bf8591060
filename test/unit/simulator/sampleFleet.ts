/** A bare-handed way to talk to a small fleet, for the tests of the simulator itself. */
import { seededRng } from '../../../src/ports/rng.ts';
import { createFleet, type SimulatedFleet } from '../../../src/simulator/fleet.ts';
import {
  parseFleetSpec,
  type FirewallSpecInput,
  type FleetSpecInput,
} from '../../../src/simulator/spec/fleetSpec.ts';
import type { SimReply } from '../../../src/simulator/server/replies.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { CREDENTIALS, sampleSpec } from '../../support/sampleSpec.ts';

export type FleetChanges = Partial<
  Omit<FleetSpecInput, 'panorama'> & { panorama: Partial<FleetSpecInput['panorama']> }
>;

/** A fleet with its clock, and one device's side of the conversation as plain calls. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly fleet: SimulatedFleet;
  readonly #keys = new Map<string, string>();

  /** @param more what the fleet file says besides its firewalls, over what the sample says. */
  constructor(firewalls: FirewallSpecInput[], seed = 1, more: FleetChanges = {}) {
    const spec = sampleSpec(firewalls);
    const panorama = { ...spec.panorama, ...more.panorama };
    this.fleet = createFleet(parseFleetSpec({ ...spec, ...more, panorama }), {
      clock: this.clock,
      rng: seededRng(seed),
    });
  }

  /** Sends one command with a valid key and lets the time pass that it takes. */
  send(target: string, cmd: string): Promise<SimReply> {
    return this.post(target, { type: 'op', cmd });
  }

  /** Sends any form with a valid key. */
  async post(target: string, form: Record<string, string>): Promise<SimReply> {
    const key = this.#keys.get(target) ?? (await this.login(target));
    return this.clock.drive(this.fleet.handle(target, { form, key }));
  }

  /** The text of what any form is answered. @throws Error when no answer came. */
  async body(target: string, form: Record<string, string>): Promise<string> {
    const reply = await this.post(target, form);
    if (reply.kind !== 'answer') throw new Error(`${JSON.stringify(form)}: ${reply.kind}`);
    return String(reply.body);
  }

  /** The body of an answer. @throws Error when none came. */
  ask(target: string, cmd: string): Promise<string> {
    return this.body(target, { type: 'op', cmd });
  }

  /** Starts a download or install and waits until its job has ended. Gives the job's last answer. */
  async job(target: string, verb: 'download' | 'install', version: string): Promise<string> {
    const begun = await this.ask(
      target,
      `<request><system><software><${verb}><version>${version}</version></${verb}></software></system></request>`,
    );
    return this.untilEnded(target, begun);
  }

  /** Waits until the job that an answer began has ended. Gives the job's last answer, or `begun` if it began none. */
  async untilEnded(target: string, begun: string): Promise<string> {
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
    const key = reply.kind === 'answer' ? /<key>(.*)<\/key>/.exec(String(reply.body))?.[1] : undefined;
    if (key === undefined) throw new Error(`No key from ${target}: ${reply.kind}`);
    this.#keys.set(target, key);
    return key;
  }
}

const haState = (word: string): string =>
  `<request><high-availability><state><${word}></${word}></state></high-availability></request>`;
const content = (words: string): string =>
  `<request><content><upgrade>${words}</upgrade></content></request>`;

export const REQUEST = {
  suspend: haState('suspend'),
  functional: haState('functional'),
  syncToRemote:
    '<request><high-availability><sync-to-remote><running-config></running-config></sync-to-remote></high-availability></request>',
  contentDownload: content('<download><latest/></download>'),
  contentInstall: content('<install><version>latest</version></install>'),
  deleteImage: (version: string): string =>
    `<delete><software><version>${version}</version></software></delete>`,
} as const;

export const SHOW = {
  systemInfo: '<show><system><info></info></system></show>',
  jobs: '<show><jobs><all></all></jobs></show>',
  chassisReady: '<show><chassis-ready></chassis-ready></show>',
  haState: '<show><high-availability><state></state></high-availability></show>',
  sessions: '<show><session><info></info></session></show>',
  diskSpace: '<show><system><disk-space></disk-space></system></show>',
  contentCheck: content('<check/>'),
  softwareInfo: '<request><system><software><info></info></software></system></request>',
  softwareCheck: '<request><system><software><check></check></software></system></request>',
  routes: '<show><routing><route></route></routing></show>',
  advancedRoutes: '<show><advanced-routing><route></route></advanced-routing></show>',
  devicesAll: '<show><devices><all></all></devices></show>',
} as const;

/** What the list of images says of one version. */
export function imageField(list: string, version: string, name: string): string | undefined {
  const entry = list.split('<entry>').find((text) => text.includes(`<version>${version}</version>`));
  return textOf(entry ?? '', name);
}

/** The text of the first element of a name. */
export function textOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1];
}
