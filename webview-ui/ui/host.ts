/** The page's one way to the extension: the only place that takes VS Code's API, which can be taken once. */
import { type FromPage, isToPage, type PageState, type ToPage } from '../protocol.ts';

export interface Host {
  send(message: FromPage): void;
  /** Tells every message that is understood. */
  listen(onMessage: (message: ToPage) => void): void;
  remember(state: PageState): void;
  /** What was remembered when the page was shown before, perhaps by an earlier release; undefined the first time. */
  recall(): unknown;
}

export function connectHost(): Host {
  const api = acquireVsCodeApi<PageState>();
  return {
    send: (message) => api.postMessage(message),
    listen(onMessage) {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isToPage(data)) onMessage(data);
      });
    },
    remember: (state) => api.setState(state),
    recall: () => api.getState(),
  };
}
