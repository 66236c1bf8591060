/** One Verify page for each wish: reads the devices and shows what is on them. */
import type { Uri } from 'vscode';
import { formatVerifyReport, verifyReportName } from '../../exchange/verifyReport.ts';
import type { VerifiedDevice } from '../../jobs/verifiedDevice.ts';
import type { Log } from '../../ports/log.ts';
import { systemClock } from '../../ports/systemClock.ts';
import { verifyPanelType } from '../commandIds.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { saveReport } from '../saveReport.ts';
import { tellFailure } from './pageFailure.ts';
import { createTablePanel, TablePanel } from './tablePanel.ts';
import { type Verification, verifyHead, verifyRow } from './verifyTable.ts';

export interface VerifyRequest {
  readonly serials: readonly string[];
  /** How many devices are read at a time, instead of workers.max. */
  readonly workers?: number | undefined;
}

export interface VerifyPanels {
  show(request: VerifyRequest): void;
}

const TITLE = 'Verify Downloads';

export function createVerifyPanels(holder: EngineHolder, extensionUri: Uri, log: Log): VerifyPanels {
  return { show: (request) => showVerification(request, holder, extensionUri, log) };
}

function showVerification(
  { serials, workers }: VerifyRequest,
  holder: EngineHolder,
  extensionUri: Uri,
  log: Log,
): void {
  const read = new Map<string, VerifiedDevice>();
  const total = new Set(serials).size;
  let state: Verification = { devices: [], total, isReading: false, failure: null };
  let stop = new AbortController();
  const actions: ReadonlyMap<string, () => void> = new Map([
    ['stop', () => stop.abort()],
    ['again', () => void verify()],
    ['save', () => void save()],
  ]);
  const panel = createTablePanel(verifyPanelType, TITLE, extensionUri);
  const page = new TablePanel({
    ...{ panel, identity: 'verify', extensionUri, log },
    content: {
      head: () => verifyHead({ ...state, devices: [...read.values()] }),
      ids: () => [...read.keys()],
      row(serial) {
        const device = read.get(serial);
        return device === undefined ? undefined : verifyRow(device);
      },
      act: (id) => actions.get(id)?.(),
      openRow: () => undefined,
    },
  });
  panel.onDidDispose(() => stop.abort());

  const show = (devices: readonly VerifiedDevice[]): void => {
    read.clear();
    for (const device of devices) read.set(device.serial, device);
  };

  const verify = async (): Promise<void> => {
    if (state.isReading) return;
    stop = new AbortController();
    state = { ...state, isReading: true, failure: null };
    show([]);
    page.allChanged();
    try {
      const { engine } = await holder.require();
      const devices = await engine.verifyDownloads({
        ...{ serials, workers, signal: stop.signal },
        onProgress(_done, _total, device) {
          read.set(device.serial, device);
          page.changed([device.serial]);
        },
      });
      // They came as they answered; now they are in order.
      show(devices);
    } catch (error) {
      state = { ...state, failure: tellFailure(TITLE, error, log) };
    }
    state = { ...state, isReading: false };
    page.allChanged();
  };

  const save = async (): Promise<void> => {
    const now = (holder.opened?.clock ?? systemClock).now();
    await saveReport('Save CSV', {
      name: verifyReportName(now),
      text: formatVerifyReport([...read.values()]),
    });
  };

  void verify();
}
