/** How fast the devices of a fleet are. Part of fleetSpec.ts. */
import * as z from 'zod';

const seconds = z.number().min(0);

/** How long things take on every device of the fleet; each occurrence varies by up to a tenth. */
export const timingSchema = z.strictObject({
  /** One request, there and back, in milliseconds. */
  latencyMs: z.number().min(0).default(8),
  softwareCheckSeconds: seconds.default(20),
  downloadMbPerSecond: z.number().positive().default(4),
  /** After the transfer, into the software manager. */
  loadSeconds: seconds.default(20),
  installSeconds: seconds.default(360),
  contentDownloadSeconds: seconds.default(30),
  contentInstallSeconds: seconds.default(90),
  /** How long a device goes on answering after it accepted a restart. */
  answersOnSeconds: seconds.default(45),
  downSeconds: seconds.default(180),
  /** Then it serves HTML, then 403 to valid keys, then it works. */
  htmlSeconds: seconds.default(20),
  noAuthenticationSeconds: seconds.default(30),
  /** The following count from the moment it works again. */
  softwareBusySeconds: seconds.default(60),
  autoComSeconds: seconds.default(75),
  haDaemonSeconds: seconds.default(40),
  haNegotiationSeconds: seconds.default(15),
  /** How long a member looks for a peer it does not see before it goes on alone. */
  haPeerTimeoutSeconds: seconds.default(60),
  /** How long a preemptive member waits before it takes its role back. */
  haPreemptHoldSeconds: seconds.default(60),
  /** How long a member of an active/active pair learns its routes before it forwards again. */
  haTentativeHoldSeconds: seconds.default(60),
  haFailoverSeconds: seconds.default(1),
  haSessionSyncSeconds: seconds.default(20),
  haConfigSyncSeconds: seconds.default(30),
  /** From the first forwarded packet until all sessions are there again. */
  sessionRampSeconds: seconds.default(60),
});
