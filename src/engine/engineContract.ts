/**
 * What an engine is to those who use it (the editor, tests, later the command line), and what it needs from them:
 * everything that reaches outside (time, network, secrets, disk).
 */
import type { Serial } from '../panos/serial.ts';
import type { Device } from '../inventory/device.ts';
import type { DiscoveryProgress, DiscoveryResult } from '../inventory/discovery.ts';
import type { ReadableInventory } from '../inventory/inventory.ts';
import type { Job } from '../jobs/job.ts';
import type { ReadableJobs } from '../jobs/jobBook.ts';
import type { CancelLeaves, LeftBehind, WithImages } from '../jobs/left/leftBehind.ts';
import type { DeviceLeft } from '../jobs/left/leftNow.ts';
import type { BulkSubmission } from '../jobs/submission/bulk.ts';
import type { MakeRoomRequest, UpgradesRequest } from '../jobs/submission/bulkSubmission.ts';
import type { CheckedDevice, ReadinessSurveyOptions } from '../jobs/survey/checkedDevice.ts';
import type { ComparedPart, JobComparison } from '../jobs/outcome/jobComparison.ts';
import type { Decision } from '../jobs/work/operator.ts';
import type { SuspendedNow } from '../jobs/outcome/suspendedNow.ts';
import type { Submission } from '../jobs/submission/submission.ts';
import type { RoomOfDevice } from '../jobs/survey/roomSurvey.ts';
import type { SurveyOptions } from '../jobs/survey/downloadSurveyRow.ts';
import type { UpgradeSurveyOptions } from '../jobs/survey/upgradeSurveyRow.ts';
import type { VerifiedDevice, VerifyOptions } from '../jobs/survey/verifiedDevice.ts';
import type { ManagementAddress } from '../panos/address.ts';
import type { CredentialsForAddress } from '../panos/client/client.ts';
import type { Fingerprint } from '../panos/fingerprint.ts';
import type { DeviceRole } from '../panos/client/clientPool.ts';
import type { Transport } from '../panos/transport/transport.ts';
import type { NoPlan, UpgradePlan } from '../planning/plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listen } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import type { Rng } from '../ports/rng.ts';
import type { ToldTrouble } from '../ports/trouble.ts';
import type { Files } from '../store/files.ts';
import type { Pin } from '../workflow/setByHand.ts';
import type { EngineSettings } from './settings/engineSettings.ts';

export interface EngineParts {
  /** Storage folder, absolute; made if missing. */
  readonly folder: string;
  readonly settings: EngineSettings;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly log: Log;
  /** Who this is, for other windows on the same folder. */
  readonly owner: string;
  /** Makes the way to the devices; `pinFor` gives the fingerprint trusted for an address. */
  transport(pinFor: (address: ManagementAddress) => Fingerprint | undefined): Transport;
  /**
   * What there is to log in with at this address: only what the user has given, or confirmed, for it.
   * @param pin what is pinned for it; undefined where authorities judge its certificate
   */
  credentials(
    address: ManagementAddress,
    role: DeviceRole,
    pin: Fingerprint | undefined,
  ): Promise<CredentialsForAddress>;
  /** The text of the user's upgrade_paths.json; null when there is none. */
  upgradePaths(): Promise<string | null>;
  /** The text of the user's version_hashes.json; null when there is none. */
  versionHashes(): Promise<string | null>;
  /** The bytes of sql.js's sql-wasm.wasm. */
  loadWasm(): Promise<Uint8Array>;
  /** The disk; tests give one in memory. */
  readonly files?: Files;
}

export interface Engine {
  /** A viewer shows what another window's engine wrote; everything that acts is refused with a UserError. */
  readonly role: 'owner' | 'viewer';
  /** What the user must be told once: a recovered database, a damaged journal line. */
  readonly notices: readonly ToldTrouble[];
  readonly inventory: ReadableInventory;
  readonly jobs: ReadableJobs;
  readonly workers: { readonly busy: number; readonly max: number };
  readonly paused: boolean;
  /** Ids of the jobs that were under way when this engine was opened: a window that closed or died left them. */
  readonly interrupted: readonly string[];
  /** Members of pairs that jobs have left suspended, until they are seen to be functional. Few, and cheap to ask for. */
  readonly suspended: readonly SuspendedNow[];
  /** What jobs have left on this device, until a look shows that it is over; undefined where nothing is left. Cheap to ask for. */
  leftOn(serial: string): DeviceLeft | undefined;
  /** What this job has left on its devices until now. Reads the steps of an ended job. */
  leftOf(job: Job): LeftBehind<WithImages>;
  /** What cancelling this job now would leave. */
  cancelLeaves(job: Job): CancelLeaves;
  /** Nothing that is asked answers any more; null while anything does. */
  readonly offline: Offline | null;
  /** No login is sent for now, so that no account is locked; null while logins may be sent. */
  readonly loginsHeld: LoginsHeld | null;
  /** Pause, workers, attempts on suspended members, contact, or the role changed. */
  readonly onDidChangeState: Listen<void>;

  discover(options: DiscoverOptions): Promise<DiscoveryResult>;
  /** Reads one firewall by its address, without Panorama, and adds it to the inventory. */
  addFirewall(address: string, signal: AbortSignal): Promise<Device>;
  /**
   * @param serial null: Panorama.
   * @returns one sentence for people.
   */
  testConnection(serial: string | null, signal: AbortSignal): Promise<string>;
  /** The certificates the user trusts, by address. */
  pins(): readonly Pin[];
  /**
   * Remembers a certificate as trusted, in place of the one trusted for its address before; part of the journal.
   * Connections that stand already are judged by the new pin when they are opened again.
   * @throws UserError when the address or the fingerprint is none.
   */
  trust(certificate: TrustedCertificate): void;
  /** Stored credentials have changed: the next call to each device logs in again, also where a login was refused. */
  forgetLogins(): void;
  /** What an upgrade would go through by the version the inventory knows. Sends nothing. */
  previewUpgrade(serial: string): Promise<UpgradePlan | NoPlan>;
  submitUpgrade(request: { serial: string; dryRun: boolean; by: string }): Submission;
  /** One job for each firewall or pair that may have one; the others are named. */
  submitUpgrades(request: UpgradesRequest): Promise<BulkSubmission>;
  /** Reads every device and says what an upgrade would do to it, row by row. Sends no effect. @throws what requirePaths throws. */
  surveyUpgrades(options: UpgradeSurveyOptions): Promise<void>;
  /** Reads every device and says what a download would do to it. Sends no effect. @throws what requirePaths throws. */
  surveyDownloads(options: SurveyOptions): Promise<void>;
  /** One `download_only` job for each device that may have one; the others are named. */
  submitDownloads(request: { serials: readonly string[]; by: string }): Promise<BulkSubmission>;
  /** Reads what room devices have, and which old images may go. Sends no effect. @throws what requirePaths throws. */
  surveyRoom(serials: readonly Serial[], signal: AbortSignal): Promise<readonly RoomOfDevice[]>;
  /** Deletes old images that somebody has seen and chosen: one job a device. */
  makeRoom(request: MakeRoomRequest): Promise<BulkSubmission>;
  /** Reads which images of their paths the devices have. Sends no effect; may run beside jobs. @throws what requirePaths throws. */
  verifyDownloads(options: VerifyOptions): Promise<readonly VerifiedDevice[]>;
  /** Checks whether the devices are fit for an upgrade. Sends no effect; may run beside jobs. @throws what requirePaths throws. */
  checkReadiness(options: ReadinessSurveyOptions): Promise<readonly CheckedDevice[]>;
  /**
   * What a hop of an upgrade changed, in full, by the margins as they are now; in every window.
   * @param part one of comparedParts.
   * @returns null where a snapshot file is missing or cannot be read.
   * @throws UserError where nothing was compared.
   */
  comparison(jobId: string, part: ComparedPart): Promise<JobComparison | null>;
  /** Asks again for what these jobs were asked for: each becomes a new job. */
  retry(jobIds: readonly string[], by: string): Promise<BulkSubmission>;
  /** Gives devices a site, by which downloads are limited; null takes it away. */
  setSite(serials: readonly string[], site: string | null): void;
  cancel(jobId: string, by: string): void;
  /** Stops touching the job's devices at this moment; the job says what state it left them in. */
  handOver(jobId: string, by: string): void;
  /** What somebody says of a step that the engine could not judge; the job goes on by it. @throws UserError. */
  decide(decision: Decision): void;
  /** Queued jobs go before, or behind, all others that wait. */
  moveInQueue(jobIds: readonly string[], place: 'first' | 'last', by: string): void;
  /** What has not begun of the job's batch goes on, though the job found something. */
  releaseBatch(jobId: string, by: string): void;
  pause(): void;
  resume(): void;
  /** Leaves every device as it is; the next engine on the same folder carries on. */
  close(): Promise<void>;
}

/** Devices cannot be seen, for no reason of their own as far as can be told: their jobs wait, and no limit runs. */
export interface Offline {
  /** By the engine's clock. */
  readonly since: number;
  /** The jobs that wait because of it; all others go on. */
  readonly jobIds: readonly string[];
  /** Who was asked in vain, for people: to follow "No answer from". */
  readonly who: string;
  /** Devices elsewhere answer: it is the way to these, or all of them are down. */
  readonly othersAnswer: boolean;
}

export interface LoginsHeld {
  /** By the engine's clock: when the next login is tried. */
  readonly until: number;
  /** A sentence for people. */
  readonly why: string;
}

/** As somebody wrote it: read when it is trusted. */
export interface TrustedCertificate {
  /** `host` or `host:port`. */
  readonly address: string;
  /** SHA-256, in any spelling. */
  readonly fingerprint: string;
  readonly subject?: string | undefined;
  readonly validTo?: string | undefined;
}

export interface DiscoverOptions {
  /** New addresses of known devices, by serial, that the user has agreed to: others stay where they were. */
  readonly agreedMoves?: ReadonlyMap<string, string> | undefined;
  /** Instead of workers.max. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
  onProgress(progress: DiscoveryProgress): void;
}
