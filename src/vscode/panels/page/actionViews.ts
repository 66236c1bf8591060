/** Buttons of a table page. */
import type { ActionView } from '../../../../webview-ui/protocol.ts';

/** What the page is for. */
export function primary(id: string, label: string, enabled = true): ActionView {
  return { id, label, rank: 'primary', enabled };
}

export function secondary(id: string, label: string, enabled = true): ActionView {
  return { id, label, rank: 'secondary', enabled };
}
