/** What goes through a device: sessions, routes, neighbours. */
import { whole } from '../calls/answerReader.ts';
import { advancedRoutesReader } from '../answers/forwarding/advancedRoutes.ts';
import { arpReader, type ArpEntry } from '../answers/forwarding/arp.ts';
import { legacyRoutesReader, type Route } from '../answers/forwarding/routes.ts';
import { readSessionInfo, type SessionInfo } from '../answers/forwarding/sessions.ts';
import { op, READ, type ReadCommand } from '../calls/command.ts';

export const showSessionInfo: ReadCommand<SessionInfo> = {
  ...READ,
  name: 'show session info',
  form: op('<show><session><info></info></session></show>'),
  reader: whole(readSessionInfo),
};

const showLegacyRoutes: ReadCommand<Route[]> = {
  ...READ,
  name: 'show routing route',
  form: op('<show><routing><route></route></routing></show>'),
  reader: legacyRoutesReader,
};

const showAdvancedRoutes: ReadCommand<Route[]> = {
  ...READ,
  name: 'show advanced-routing route',
  form: op('<show><advanced-routing><route></route></advanced-routing></show>'),
  reader: advancedRoutesReader,
};

/** @param engine as SystemInfo.routingEngine says; the other engine's command is refused. */
export function showRoutes(engine: 'legacy' | 'advanced'): ReadCommand<Route[]> {
  return engine === 'legacy' ? showLegacyRoutes : showAdvancedRoutes;
}

export const showArp = findArpEntries(() => true);

/** The entries that `isWanted` names, out of all. */
export function findArpEntries(isWanted: (entry: ArpEntry) => boolean): ReadCommand<ArpEntry[]> {
  return {
    ...READ,
    name: 'show arp all',
    form: op("<show><arp><entry name='all'/></arp></show>"),
    reader: arpReader(isWanted),
  };
}
