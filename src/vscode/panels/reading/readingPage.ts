/** A page that reads devices when it opens, shows them as they answer, and saves what they said: Verify and Readiness. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import { systemClock } from '../../../ports/systemClock.ts';
import type { OpenedEngine } from '../../engine/engineHolder.ts';
import { type Report, saveReport } from '../../documents/saveReport.ts';
import { tellFailure } from '../page/pageFailure.ts';
import type { PageParts } from '../page/pageParts.ts';
import type { OpenPage } from '../page/openPages.ts';
import { TablePanel } from '../page/tablePanel.ts';
import type { ReadingState } from './readingTableParts.ts';

/** What one kind of page adds to the others. */
export interface ReadingKind<D> {
  readonly title: string;
  readonly serials: readonly string[];
  /** With the actions `stop`, `again` and `save`. */
  head(state: ReadingState<D>): TableHead;
  row(device: D): RowView;
  /** @returns all that were read, in the order of the report. */
  read(opened: OpenedEngine, signal: AbortSignal, onDevice: (device: D) => void): Promise<readonly D[]>;
  /** @param at milliseconds since 1970, by the engine's clock */
  report(devices: readonly D[], at: number): Report;
}

/** What the user asked to read. */
export type ReadingRequest = z.infer<typeof requestSchema>;

const requestSchema = z.object({
  serials: z.array(z.string()).readonly(),
  /** What is wrong with what was asked for besides, one sentence each. */
  problems: z.array(z.string()).readonly().optional(),
  /** How many devices are read at a time, instead of workers.max. */
  workers: z.number().optional(),
});

/** The pages of one kind, one for each wish. One that comes back reads again. @returns shows another one */
export function readingPages<D extends { readonly serial: string }>(
  viewType: string,
  title: string,
  kindOf: (request: ReadingRequest) => ReadingKind<D>,
  parts: PageParts,
): (request: ReadingRequest) => void {
  parts.pages.add({
    viewType,
    fill(page) {
      const request = requestSchema.safeParse(page.about);
      if (request.success) fillReadingPage(page, kindOf(request.data), parts);
      return request.success;
    },
  });
  return (request) => parts.pages.show(viewType, randomUUID(), title, request);
}

function fillReadingPage<D extends { readonly serial: string }>(
  opened: OpenPage,
  kind: ReadingKind<D>,
  { holder, extensionUri, log }: PageParts,
): void {
  const { panel } = opened;
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
  const page = new TablePanel({
    page: opened,
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
