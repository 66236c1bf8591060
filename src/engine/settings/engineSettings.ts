/** What the user can set, as the engine is handed it: times in milliseconds, objects of named values already judged. */
import type { BulkSettings } from '../../jobs/batchHold.ts';
import type { RecoveryMode } from '../../jobs/work/recovery.ts';
import type { ClientLimits } from '../../panos/client/client.ts';
import type { InstallMode } from '../../planning/plan.ts';
import type { Margins } from '../../validation/comparison/comparisonRules.ts';
import type { CheckSettings } from '../../validation/readiness/checkReadiness.ts';
import type { ReadinessSettings } from '../../validation/readiness/readinessSettings.ts';
import type { ReadyTimeouts } from '../../workflow/limitsForModel.ts';
import type { OnMismatch } from '../../workflow/onMismatch.ts';
import type { WorkflowLimits } from '../../workflow/timeLimits.ts';

/** Names are those of the settings `panosUpgrade.*`; their defaults stand in settingsTable.ts. */
export interface EngineSettings {
  readonly panorama: {
    /** Null when the user works without a Panorama. */
    readonly host: string | null;
    /** Requests a minute. */
    readonly rateLimit: number;
    readonly timeoutMs: number;
  };
  readonly firewall: ClientLimits &
    WorkflowLimits & {
      readonly port: number;
      /** Instead of rebootReadyTimeoutMs. */
      readonly rebootReadyTimeoutMsByModel: ReadyTimeouts;
    };
  readonly workers: { readonly max: number; readonly queueSize: number };
  readonly bulk: BulkSettings;
  readonly upgrade: { readonly installMode: InstallMode };
  readonly ha: {
    /** After its upgrade the member that led a pair before leads it again. */
    readonly returnToOriginalActive: boolean;
    /** How many feature releases the members of a pair may be apart while it is upgraded, from 10.2 on. */
    readonly maxReleasesApart: number;
  };
  readonly recovery: { readonly onStart: RecoveryMode };
  /** How many firewalls download at once: in all, and of one site (or, without a site, one device group). */
  readonly download: { readonly maxConcurrent: number; readonly maxConcurrentPerGroup: number };
  readonly discovery: { readonly retryAttempts: number };
  readonly validation: Margins & CheckSettings & { readonly onMismatch: OnMismatch };
  readonly readiness: ReadinessSettings;
  /** Copies of a device's configuration before its first effect; 0 days keeps them for ever. */
  readonly backup: { readonly enabled: boolean; readonly retentionDays: number };
}
