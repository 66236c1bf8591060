/** Our one status bar item: what the engine does, in a few characters; a click shows the jobs. */
import type { Subscription } from '../../ports/events.ts';
import { createStatusItem, drawStatusItem } from '../exits/statusItem.ts';
import { viewIds } from '../commandIds.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { timeWords } from '../engine/times.ts';
import { statusBarLook } from './statusBarLook.ts';

/** Live progress changes several times a second; a status bar need not. */
const INTERVAL_MS = 500;

export function createStatusBar(holder: EngineHolder): Subscription {
  const item = createStatusItem('panosUpgrade.status', 'PAN-OS Upgrade', `${viewIds.jobs}.focus`);

  const time = timeWords(holder);
  const draw = (): void => {
    const look = statusBarLook(
      holder.status,
      holder.engine,
      holder.opened?.simulation ?? null,
      holder.opened?.clock.now() ?? 0,
      time,
    );
    drawStatusItem(item, look);
  };
  let timer: NodeJS.Timeout | null = null;
  const drawSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      draw();
    }, INTERVAL_MS);
  };
  const changes = holder.onDidChange(draw);
  const follower = holder.follow((engine) => [
    engine.jobs.onDidChange(drawSoon),
    engine.onDidChangeState(drawSoon),
  ]);
  draw();
  item.show();
  return {
    dispose() {
      if (timer !== null) clearTimeout(timer);
      changes.dispose();
      follower.dispose();
      item.dispose();
    },
  };
}
