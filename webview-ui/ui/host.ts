/** The page's one way to the extension: the only place that takes VS Code's API, which can be taken once. */
import { type FromPage, isSignOfLife, isToPage, type PageState, type ToPage } from '../protocol.ts';
import type { Life } from './life.ts';

export interface Host {
  /** Only what was chosen is said to an extension that does not answer: it would do the rest whenever it is back. */
  send(message: FromPage): void;
  /** Tells every message that is understood. */
  listen(onMessage: (message: ToPage) => void): void;
  remember(state: PageState): void;
  /** What was remembered when the page was shown before, perhaps by an earlier release; undefined the first time. */
  recall(): unknown;
}

/** @param life is told that something was heard */
export function connectHost(life: Life): Host {
  const api = acquireVsCodeApi<PageState>();
  return {
    send(message) {
      if (life.isLive || message.type === 'choices') api.postMessage(message);
    },
    listen(onMessage) {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!isSignOfLife(data) && !isToPage(data)) return;
        life.heard();
        if (!isSignOfLife(data)) onMessage(data);
      });
    },
    remember: (state) => api.setState(state),
    recall: () => api.getState(),
  };
}
