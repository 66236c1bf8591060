/** `show high-availability state` of a firewall. docs/PANOS.md "High availability". */
export type HaStateName =
  | 'initial'
  | 'active'
  | 'passive'
  | 'active-primary'
  | 'active-secondary'
  | 'tentative'
  | 'non-functional'
  | 'suspended'
  | 'unknown';

export type HaState =
  /** `enabled` is no: standalone, or an HA member shortly after boot whose HA daemon is not up yet. */
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly mode: 'active-passive' | 'active-active' | 'unknown';
      readonly local: HaMember & {
        /** Session (HA2) synchronization in the device's words, lower case. */
        readonly stateSync: string | null;
      };
      readonly peer: HaMember & { readonly connection: 'up' | 'down' | 'unknown' };
      /** Configuration synchronization in the device's words, lower case; null when switched off. */
      readonly configSync: string | null;
    };

export interface HaMember {
  readonly state: HaStateName;
  /** The word the device used, for people. */
  readonly stateText: string;
  /** Without mask. */
  readonly managementIp: string | null;
  readonly serial: string | null;
  readonly swVersion: string | null;
  readonly preemptive: boolean | null;
}
