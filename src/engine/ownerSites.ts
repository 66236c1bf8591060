/** The sites the user gives devices: set by hand, so the journal comes first; database and inventory follow it. */
import type { Engine } from './engineContract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Workers } from '../jobs/work/workers.ts';
import { readSerial } from '../panos/serial.ts';
import type { Store } from '../store/openStore.ts';

interface Parts {
  readonly store: Pick<Store, 'journal' | 'siteRows'>;
  readonly inventory: Inventory;
  readonly workers: Workers;
}

export function ownerSites({ store, inventory, workers }: Parts): Pick<Engine, 'setSite'> {
  return {
    setSite(serials, site) {
      if (serials.length === 0) return;
      const sites = { serials: serials.flatMap((serial) => readSerial(serial) ?? []), site };
      store.journal.append({ kind: 'SITE_SET', data: sites });
      store.siteRows.set(sites);
      inventory.noteSite(serials, site);
      // Devices that have left a busy site need not wait for it any more.
      workers.fill();
    },
  };
}
