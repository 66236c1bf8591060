/** A page that reads devices when it opens, shows them as they answer, and saves what they said: Verify and Readiness. */
import type { RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import { systemClock } from '../../../ports/systemClock.ts';
import type { OpenedEngine } from '../../engine/engineHolder.ts';
import { type Report, saveReport } from '../../documents/saveReport.ts';
import { tellFailure } from '../page/pageFailure.ts';
import type { PageParts } from '../page/pageParts.ts';
import { createPanel } from '../page/loadPage.ts';
import { TablePanel } from '../page/tablePanel.ts';
import type { ReadingState } from './readingTableParts.ts';

/** What one kind of page adds to the others. */
export interface ReadingKind<D> {
  readonly title: string;
  readonly panelType: string;
  readonly identity: string;
  readonly serials: readonly string[];
  /** With the actions `stop`, `again` and `save`. */
  head(state: ReadingState<D>): TableHead;
  row(device: D): RowView;
  /** @returns all that were read, in the order of the report. */
  read(opened: OpenedEngine, signal: AbortSignal, onDevice: (device: D) => void): Promise<readonly D[]>;
  /** @param at milliseconds since 1970, by the engine's clock */
  report(devices: readonly D[], at: number): Report;
}

export function showReading<D extends { readonly serial: string }>(
  kind: ReadingKind<D>,
  { holder, extensionUri, log }: PageParts,
): void {
  const read = new Map<string, D>();
  const total = new Set(kind.serials).size;
  let isReading = false;
  let failure: string | null = null;
  let stop = new AbortController();
  const actions: ReadonlyMap<string, () => void> = new Map([
    ['stop', () => stop.abort()],
    ['again', () => void readAll()],
    ['save', () => void save()],
  ]);
  const panel = createPanel(kind.panelType, kind.title, extensionUri);
  const page = new TablePanel({
    panel,
    identity: kind.identity,
    extensionUri,
    log,
    content: {
      head: () => kind.head({ devices: [...read.values()], total, isReading, failure }),
      ids: () => [...read.keys()],
      row(serial) {
        const device = read.get(serial);
        return device === undefined ? undefined : kind.row(device);
      },
      act: (id) => actions.get(id)?.(),
      openRow: () => undefined,
    },
  });
  panel.onDidDispose(() => stop.abort());

  const show = (devices: readonly D[]): void => {
    read.clear();
    for (const device of devices) read.set(device.serial, device);
  };

  const readAll = async (): Promise<void> => {
    if (isReading) return;
    stop = new AbortController();
    isReading = true;
    failure = null;
    show([]);
    page.allChanged();
    try {
      const devices = await kind.read(await holder.require(), stop.signal, (device) => {
        read.set(device.serial, device);
        page.changed([device.serial]);
      });
      // They came as they answered; now they are in order.
      show(devices);
    } catch (error) {
      failure = tellFailure(kind.title, error, log);
    }
    isReading = false;
    page.allChanged();
  };

  const save = async (): Promise<void> => {
    const now = (holder.opened?.clock ?? systemClock).now();
    await saveReport('Save CSV', kind.report([...read.values()], now));
  };

  void readAll();
}
