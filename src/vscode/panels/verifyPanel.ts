/** One Verify page for each wish: reads the devices and shows what is on them. */
import { type Uri, window } from 'vscode';
import { formatVerifyReport, verifyReportName } from '../../exchange/verifyReport.ts';
import type { VerifiedDevice } from '../../jobs/verifiedDevice.ts';
import { verifyPanelType } from '../commandIds.ts';
import { describeFailure } from '../commands/failures.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { plainMessage } from '../markdown.ts';
import { saveText } from '../saveText.ts';
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

export function createVerifyPanels(holder: EngineHolder, extensionUri: Uri): VerifyPanels {
  return { show: (request) => showVerification(request, holder, extensionUri) };
}

function showVerification(request: VerifyRequest, holder: EngineHolder, extensionUri: Uri): void {
  const { serials, workers } = request;
  const total = new Set(serials).size;
  const devices = new Map<string, VerifiedDevice>();
  let state: Verification = { devices: [], total, isReading: true, failure: null };
  let stop = new AbortController();
  const panel = createTablePanel(verifyPanelType, 'Verify Downloads', extensionUri);
  const byName = (): VerifiedDevice[] =>
    [...devices.values()].toSorted((a, b) => a.hostname.localeCompare(b.hostname, 'en', { numeric: true }));
  const page = new TablePanel(
    panel,
    'verify',
    {
      head: () => verifyHead({ ...state, devices: [...devices.values()] }),
      ids: () => byName().map(({ serial }) => serial),
      row(serial) {
        const device = devices.get(serial);
        return device === undefined ? undefined : verifyRow(device);
      },
      act(id) {
        const act: Readonly<Record<string, () => void>> = {
          stop: () => stop.abort(),
          again: () => void read(),
          save: () => void save(),
        };
        act[id]?.();
      },
      openRow: () => undefined,
    },
    extensionUri,
  );
  panel.onDidDispose(() => stop.abort());

  const read = async (): Promise<void> => {
    stop = new AbortController();
    devices.clear();
    state = { ...state, isReading: true, failure: null };
    page.allChanged();
    try {
      const { engine } = await holder.require();
      await engine.verifyDownloads({
        ...{ serials, workers, signal: stop.signal },
        onProgress(_done, _total, device) {
          devices.set(device.serial, device);
          page.changed([device.serial]);
        },
      });
    } catch (error) {
      state = { ...state, failure: describeFailure('Verify Downloads', error)?.message ?? null };
    }
    state = { ...state, isReading: false };
    page.allChanged();
  };

  const save = async (): Promise<void> => {
    try {
      const now = holder.opened?.clock.now() ?? Date.now();
      await saveText('Save Report', verifyReportName(now), formatVerifyReport(byName()));
    } catch (error) {
      const message = describeFailure('Verify Downloads', error)?.message;
      if (message !== undefined) void window.showErrorMessage(plainMessage(message));
    }
  };

  void read();
}
