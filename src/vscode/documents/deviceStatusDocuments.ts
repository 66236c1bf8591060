/**
 * The documents of *Show Device Status*: one device as JSON. They are read-only, so nobody is asked to save what
 * the extension knows anyway, and are read again whenever they are shown again.
 */
import { EventEmitter, Uri } from 'vscode';
import { deviceStatus } from '../../exchange/deviceStatus.ts';
import type { Device } from '../../inventory/device.ts';
import type { Subscription } from '../../ports/events.ts';
import { editorError } from '../editorTroubles.ts';
import { showDocuments } from '../exits/documents.ts';
import { deviceStatusScheme } from '../commandIds.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { waitsSentence } from '../words/waitWords.ts';
import { newestJobs } from '../../jobs/newestJobs.ts';

export interface DeviceStatusDocuments extends Subscription {
  /** The document of a device, as it is now. */
  open(device: Device): Uri;
}

export function createDeviceStatusDocuments(holder: EngineHolder): DeviceStatusDocuments {
  const changed = new EventEmitter<Uri>();
  const provider = showDocuments(deviceStatusScheme, {
    onDidChange: changed.event,
    text: ({ query }) => statusText(holder, query),
  });
  return {
    open(device) {
      const uri = uriOf(device);
      changed.fire(uri);
      return uri;
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}

/** The path is what the tab shows; a host name may hold anything. */
function uriOf({ serial, hostname }: Device): Uri {
  const name = (hostname === '' ? serial : hostname).replace(/[^\w.-]/g, '_');
  return Uri.from({ scheme: deviceStatusScheme, path: `/${name} status.json`, query: serial });
}

/** A window that is restored with such a document waits until its engine is open. */
async function statusText(holder: EngineHolder, serial: string): Promise<string> {
  const { engine } = await holder.require();
  const device = engine.inventory.get(serial);
  if (device === undefined) throw editorError({ code: 'device_not_found', serial });
  const job = newestJobs(engine.jobs.all().filter(({ dryRun }) => !dryRun)).get(serial);
  const live = job === undefined ? null : engine.jobs.live(job.id);
  const wait = job === undefined ? null : engine.jobs.waitOf(job);
  const waits = wait === null ? '' : waitsSentence(wait, engine);
  const status = deviceStatus(device, job, live, engine.suspended, waits);
  return `${JSON.stringify(status, null, 2)}\n`;
}
