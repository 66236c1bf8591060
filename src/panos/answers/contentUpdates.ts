/** `request content upgrade check | info`: applications and threats. docs/PANOS.md "Content". */
import { knownFlag, listHolders } from '../calls/elementReaders.ts';
import { readEntries } from './entries.ts';
import type { XmlElement } from '../xml/xml.ts';

export interface ContentUpdate {
  /** `8832-8912`; see panos/contentVersion.ts for the order. */
  readonly version: string;
  readonly downloaded: boolean | null;
  readonly current: boolean | null;
  readonly installing: boolean | null;
  /** Lower-case hex digits, where the device tells it. */
  readonly sha256: string | null;
}

/** @returns each version once, in no order. @throws AnswerShapeError when it is no list of updates. */
export function readContentUpdates(response: XmlElement): ContentUpdate[] {
  const listed = readEntries(
    'updates',
    listHolders(response, 'content-updates'),
    readContentUpdate,
    'left_out',
  );
  const updates = new Map<string, ContentUpdate>();
  for (const update of listed) if (!updates.has(update.version)) updates.set(update.version, update);
  return [...updates.values()];
}

/** @returns null for an entry without a version. */
function readContentUpdate(entry: XmlElement): ContentUpdate | null {
  const version = entry.text('version');
  if (version === undefined) return null;
  return {
    version,
    downloaded: knownFlag(entry, 'downloaded'),
    current: knownFlag(entry, 'current'),
    installing: knownFlag(entry, 'installing'),
    sha256: readSha256(entry),
  };
}

/** @returns null for what is no SHA-256, such as a placeholder. */
export function readSha256(entry: XmlElement): string | null {
  const text = entry.text('sha256')?.toLowerCase();
  return text !== undefined && /^[0-9a-f]{64}$/.test(text) ? text : null;
}
