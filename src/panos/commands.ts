/**
 * Every command this tool sends, each with its XML and the reader of its answer. A read may be repeated; an
 * effect changes the device and is sent once, see workflow/effect.ts.
 */
import type { ArpEntry } from './answers/arp.ts';
import type { ManagedDevice } from './answers/devices.ts';
import type { FileSystem } from './answers/diskSpace.ts';
import type { HaState } from './answers/haState.ts';
import type { DeviceJob } from './answers/jobs.ts';
import type { Route } from './answers/routes.ts';
import type { SessionInfo } from './answers/sessions.ts';
import type { SoftwareImage } from './answers/software.ts';
import type { SystemInfo } from './answers/systemInfo.ts';
import type { XmlElement } from './xml.ts';

/** Which of the client's time limits applies; see ClientLimits. */
export type Patience = 'normal' | 'software_check' | 'software_info';

interface Command<T> {
  /** As on the device's command line; stands in logs and errors. */
  readonly name: string;
  /** The `cmd` parameter. */
  readonly xml: string;
  readonly patience: Patience;
  /**
   * @param response the `<response>` element of an answer that was accepted as a success.
   * @throws AnswerShapeError when what is needed is not there.
   */
  read(response: XmlElement): T;
}

export type ReadCommand<T> = Command<T> & { readonly kind: 'read' };
export type EffectCommand<T> = Command<T> & {
  readonly kind: 'effect';
  /** Texts of error answers that mean success: see restart. Lower case beginnings. */
  readonly acceptedErrors: readonly string[];
};

export declare const showSystemInfo: ReadCommand<SystemInfo>;
export declare const showDevicesAll: ReadCommand<ManagedDevice[]>;
export declare const showHaState: ReadCommand<HaState>;
/** Asks the update server; can take a minute. */
export declare const checkSoftware: ReadCommand<SoftwareImage[]>;
/** The device's cached list: fast; empty list when the device has none yet ("No update information available"). */
export declare const showSoftware: ReadCommand<SoftwareImage[]>;
export declare function showJob(id: number): ReadCommand<DeviceJob | null>;
export declare const showJobs: ReadCommand<DeviceJob[]>;
export declare const showChassisReady: ReadCommand<'yes' | 'no' | 'unknown'>;
export declare const showDiskSpace: ReadCommand<FileSystem[]>;
export declare const showSessionInfo: ReadCommand<SessionInfo>;
export declare function showRoutes(engine: 'legacy' | 'advanced'): ReadCommand<Route[]>;
export declare const showArp: ReadCommand<ArpEntry[]>;
export declare const checkPendingChanges: ReadCommand<'yes' | 'no' | 'unknown'>;
/** Gives the device's job id. */
export declare function downloadSoftware(version: string): EffectCommand<number>;
/** Gives the device's job id. */
export declare function installSoftware(version: string): EffectCommand<number>;
export declare const restartSystem: EffectCommand<void>;
