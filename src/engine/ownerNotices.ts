/** What the user must be told once, and the event that the engine's state has changed. */
import type { Engine } from './engineContract.ts';
import { Emitter } from '../ports/events.ts';
import type { ToldTrouble } from '../ports/trouble.ts';
import type { Store } from '../store/openStore.ts';

export interface OwnerNotices extends Pick<Engine, 'notices' | 'onDidChangeState'> {
  /** Tells the user once. */
  readonly add: (notice: ToldTrouble) => void;
  /** Tells the user once, in place of earlier ones of these codes, which are over. */
  readonly replace: (codes: readonly string[], notice: ToldTrouble) => void;
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
  const replace = (codes: readonly string[], notice: ToldTrouble): void => {
    const others = notices.filter(({ trouble }) => !codes.includes(trouble.code));
    notices.splice(0, notices.length, ...others);
    add(notice);
  };
  store.onNotice(add);
  return { notices, onDidChangeState: changed.event, add, replace, stateChanged: () => changed.fire() };
}
