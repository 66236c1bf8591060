/** A Preview page: reads the devices, shows what would happen, and queues what was not left out. */
import { randomUUID } from 'node:crypto';
import { commands } from 'vscode';
import * as z from 'zod';
import { window } from '../../exits/window.ts';
import type { PageParts } from '../page/pageParts.ts';
import type { RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import { commandIds } from '../../commandIds.ts';
import type { OpenedEngine } from '../../engine/engineHolder.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { saveReport } from '../../documents/saveReport.ts';
import { tellFailure } from '../page/pageFailure.ts';
import { jobOf, type PreviewedRow, type PreviewState, rowsToQueue, withoutRoom } from './previewState.ts';
import type { OpenPage } from '../page/openPages.ts';
import { TablePanel } from '../page/tablePanel.ts';

export type PreviewRequest = z.infer<typeof requestSchema>;

const requestSchema = z.object({
  title: z.string(),
  /** As asked for, in order; a serial may stand twice. */
  serials: z.array(z.string()).readonly(),
  /** What is wrong with what was asked for besides, one sentence each. */
  problems: z.array(z.string()).readonly(),
  dryRun: z.boolean(),
  /** What each row stood for before the page came back: rows are left out by their place. */
  identities: z.array(z.string()).optional(),
});

/** The Preview pages of one kind: one for each wish. */
export interface PreviewPanels {
  show(request: PreviewRequest): void;
}

/** What one kind of Preview page adds to the others. */
export interface PreviewKind<R extends PreviewedRow> {
  /** Name proposed for the file of the report. */
  readonly reportName: string;
  head(state: PreviewState<R>): TableHead;
  row(id: string, row: R, isReading: boolean): RowView;
  report(rows: readonly R[]): string;
  serialsOf(row: R): readonly string[];
  /** Asks the devices. */
  survey(opened: OpenedEngine, signal: AbortSignal, onRow: (index: number, row: R) => void): Promise<void>;
  /** Asks the user where that is needed. @returns whether to go on */
  confirm(wanted: readonly R[]): Promise<boolean>;
  /** @returns the one summary for the user */
  queue(opened: OpenedEngine, wanted: readonly R[], rows: readonly R[]): Promise<string>;
  /** What each row stands for, as far as it is known; none where that is the serial in its place. */
  identities(): readonly string[];
  /** Buttons of this page alone, by id: each changes how the devices are read, which they are then. */
  readonly readAgain: ReadonlyMap<string, () => void>;
}

/** One that comes back reads again. */
export function previewPages<R extends PreviewedRow>(
  viewType: string,
  kindOf: (request: PreviewRequest) => PreviewKind<R>,
  parts: PageParts,
): PreviewPanels {
  parts.pages.add({
    viewType,
    fill(page) {
      const request = requestSchema.safeParse(page.about);
      if (request.success) fillPreview(page, request.data, kindOf(request.data), parts);
      return request.success;
    },
  });
  return { show: (request) => parts.pages.show(viewType, randomUUID(), request.title, request) };
}

function fillPreview<R extends PreviewedRow>(
  opened: OpenPage,
  request: PreviewRequest,
  kind: PreviewKind<R>,
  { holder, extensionUri, log }: PageParts,
): void {
  const { title, problems, dryRun } = request;
  let rows: R[] = [];
  let state: PreviewState<R> = {
    title,
    rows,
    problems,
    dryRun,
    isReading: true,
    failure: null,
    leftOut: new Set(opened.choices?.leftOut),
    isQueued: false,
    offersRoom: false,
  };
  let stop = new AbortController();
  const actions = new Map<string, (selected: readonly string[]) => void>([
    ['stop', () => stop.abort()],
    ['queue', (selected) => void queue(rowsToQueue(state, selected))],
    ['save', () => void saveReport('Save Report', { name: kind.reportName, text: kind.report(rows) })],
    ['close', () => page.close()],
    ['makeRoom', () => void commands.executeCommand(commandIds.makeRoom, { serials: serialsWithoutRoom() })],
    ['readAgain', () => void (state.isReading || state.isQueued ? undefined : read())],
    ...[...kind.readAgain].map(
      ([id, change]) =>
        [
          id,
          (): void => {
            if (state.isReading || state.isQueued) return;
            change();
            void read();
          },
        ] as const,
    ),
  ]);
  const rememberRows = (): void => opened.remember({ about: { ...request, identities: kind.identities() } });
  const page = new TablePanel({
    page: opened,
    extensionUri,
    log,
    content: {
      head: () => kind.head(state),
      ids: () => rows.map((_, index) => String(index)),
      row(id) {
        const row = rows[Number(id)];
        return row === undefined ? undefined : kind.row(id, row, state.isReading);
      },
      act: (id, selected) => actions.get(id)?.(selected),
      leaveOut(ids) {
        state = { ...state, leftOut: new Set(ids) };
        if (state.isReading) rememberRows();
        page.changed([]);
      },
      openRow(id) {
        const row = rows[Number(id)];
        const jobId = row === undefined ? null : jobOf(row.outcome);
        if (jobId !== null) void commands.executeCommand(commandIds.showJob, { jobId });
      },
    },
  });
  opened.panel.onDidDispose(() => stop.abort());

  const serialsWithoutRoom = (): readonly string[] => [
    ...new Set(withoutRoom(state).flatMap((row) => kind.serialsOf(row))),
  ];

  const read = async (): Promise<void> => {
    stop = new AbortController();
    rows = [];
    state = { ...state, rows, isReading: true, failure: null };
    let failure: string | null = null;
    try {
      const opened = await holder.require();
      state = { ...state, offersRoom: opened.settings.validation.makeRoom !== 'never' };
      await kind.survey(opened, stop.signal, (index, row) => {
        rows[index] = row;
        page.changed([String(index)]);
      });
    } catch (error) {
      failure = tellFailure(title, error, log);
    }
    state = { ...state, isReading: false, failure };
    rememberRows();
    page.allChanged();
  };

  const queue = async (wanted: readonly R[]): Promise<void> => {
    if (wanted.length === 0) return;
    state = { ...state, isQueued: true };
    page.changed([]);
    try {
      if (await kind.confirm(wanted)) {
        const summary = await kind.queue(await holder.require(), wanted, rows);
        page.close();
        await offerActions([buttons.showFleet, buttons.showJobs], (titles) =>
          window.showInformationMessage(summary, ...titles),
        );
        return;
      }
    } catch (error) {
      tellFailure(title, error, log);
    }
    state = { ...state, isQueued: false };
    page.changed([]);
  };

  void read();
}
