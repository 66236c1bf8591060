/**
 * What every device of the fleet REALLY went through. Tests compare it with what the tool believes: it is the
 * proof that nothing dangerous was repeated or skipped.
 */
export type EffectName =
  | 'download_started'
  | 'download_finished'
  | 'download_failed'
  | 'install_started'
  | 'install_finished'
  | 'install_failed'
  | 'image_deleted'
  | 'content_download_started'
  | 'content_downloaded'
  | 'content_install_started'
  | 'content_installed'
  | 'content_job_failed'
  | 'restart_accepted'
  | 'went_down'
  | 'booted'
  /** Another device stands in its place; entries go on under the serial of the fleet file. */
  | 'exchanged'
  | 'suspended'
  | 'functional'
  | 'ha_state'
  | 'config_sync_started'
  | 'config_sync_finished'
  | 'config_sync_failed';

export interface EffectEntry {
  /** Simulated time, milliseconds since 1970. */
  readonly at: number;
  readonly serial: string;
  readonly what: EffectName;
  readonly version?: string | undefined;
  /** The device's job id. */
  readonly job?: number | undefined;
  readonly detail?: string | undefined;
}

export class EffectLog {
  readonly #entries: EffectEntry[] = [];
  readonly #listeners: ((entry: EffectEntry) => void)[] = [];

  append(entry: EffectEntry): void {
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /** Hands every entry from now on to `listener`, such as a file. */
  onEntry(listener: (entry: EffectEntry) => void): void {
    this.#listeners.push(listener);
  }

  all(): readonly EffectEntry[] {
    return this.#entries;
  }

  /** The entries of one device in the order in which they happened, all kinds or only the named ones. */
  of(serial: string, ...what: EffectName[]): EffectEntry[] {
    return this.#entries.filter(
      (entry) => entry.serial === serial && (what.length === 0 || what.includes(entry.what)),
    );
  }

  /** One device's story in short, such as `install_finished 11.1.4`: what tests compare. */
  story(serial: string, ...what: EffectName[]): string[] {
    return this.of(serial, ...what).map((entry) =>
      [entry.what, entry.version, entry.what === 'ha_state' ? entry.detail : undefined]
        .filter((part) => part !== undefined)
        .join(' '),
    );
  }
}
