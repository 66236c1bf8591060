/** `show jobs id N | all`: work the device does in the background. docs/PANOS.md "Jobs". */
export interface DeviceJob {
  /** Starts again at a small number with every boot. */
  readonly id: number;
  /** `Downld`, `SWInstall`, `AutoCom`, `Commit` ...: the device's word. */
  readonly type: string;
  readonly status: 'waiting' | 'running' | 'finished' | 'unknown';
  /** Trusted only when finished: pending before. */
  readonly result: 'pending' | 'ok' | 'fail' | 'unknown';
  /** 0 to 100; null when the device shows a clock time or nothing there. May fall back. */
  readonly progress: number | null;
  /** When it was queued by the device's clock, in the sense of SystemInfo.deviceClock. */
  readonly queuedAt: number | null;
  /** Administrator, where the device says; often blank. */
  readonly user: string | null;
  readonly description: string | null;
  readonly details: readonly string[];
}
