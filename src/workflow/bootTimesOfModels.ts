/**
 * Models that boot longer than others: how long one may show nothing new before it has failed. A box that takes longer than
 * this seldom comes back, and one that is given up too early is a healthy upgrade half way. docs/PANOS.md "Restart and readiness".
 */

export interface BootTime {
  /** Models, or their beginnings with `*`. */
  readonly models: readonly string[];
  readonly minutes: number;
  /** Where it is known from, with the marks of docs/PANOS.md. */
  readonly source: string;
}

export const BOOT_TIMES: readonly BootTime[] = [
  {
    models: ['PA-200', 'PA-220*', 'PA-500'],
    minutes: 60,
    source:
      'D: "Upgrade/Downgrade Considerations" of PAN-OS 8.0 has 30 to 60 minutes for the upgrade of a small desktop model',
  },
  {
    models: ['PA-4*'],
    minutes: 45,
    source:
      'T: the public tool paloversion gives families below 800 three quarters of an hour to answer again',
  },
  {
    models: ['PA-8*'],
    minutes: 30,
    source: 'I: small boxes of other families take up to half an hour',
  },
  {
    models: ['PA-52*', 'PA-54*', 'PA-7*'],
    minutes: 60,
    source:
      'T: pan-os-upgrade, issue 127: a check of the disks of a large firewall makes its restart take up to an hour',
  },
];
