/** What the user must be told once, and the event that the engine's state has changed. */
import type { Engine } from './engineContract.ts';
import { Emitter } from '../ports/events.ts';
import type { ToldTrouble } from '../ports/trouble.ts';
import type { Store } from '../store/openStore.ts';

export interface OwnerNotices extends Pick<Engine, 'notices' | 'onDidChangeState'> {
  /** Tells the user once. */
  readonly add: (notice: ToldTrouble) => void;
  readonly stateChanged: () => void;
}

/** Begins with what was found when the store was opened, and takes up what the store says from now on. */
export function ownerNotices(store: Pick<Store, 'notices' | 'onNotice'>): OwnerNotices {
  const notices: ToldTrouble[] = [...store.notices];
  const changed = new Emitter<void>();
  const add = (notice: ToldTrouble): void => {
    notices.push(notice);
    changed.fire();
  };
  store.onNotice(add);
  return { notices, onDidChangeState: changed.event, add, stateChanged: () => changed.fire() };
}
