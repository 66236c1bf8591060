/** What stands above the table: what it is about, what to know before acting, how far it is, and the buttons. */
import type { TableHead } from '../protocol.ts';
import { element, setAttribute, setText } from '../ui/elements.ts';
import { createActionBar } from './actionBar.ts';
import type { Selection } from './tableState.ts';

export interface HeadView {
  readonly root: HTMLElement;
  show(head: TableHead, selection: Selection): void;
}

export function createHeadView(act: (id: string) => void): HeadView {
  const title = element('h1', '');
  const lead = element('p', 'lead');
  const notices = element('ul', '');
  // The list scrolls by whole lines: the room around them belongs to the box.
  const noticeBox = element('div', 'notices', notices);
  const bar = element('progress', 'bar');
  bar.max = 100;
  bar.setAttribute('aria-label', 'Progress');
  const progressText = element('span', 'progress-text');
  const progress = element('div', 'progress-line', bar, progressText);
  const actions = createActionBar(act);
  let shownNotices = '';

  return {
    root: element('header', '', title, lead, noticeBox, progress, actions.root),
    show(head, selection) {
      setText(title, head.title);
      setText(lead, head.lead);
      const key = head.notices.join('\n');
      if (key !== shownNotices)
        notices.replaceChildren(...head.notices.map((text) => element('li', '', text)));
      shownNotices = key;
      noticeBox.hidden = head.notices.length === 0;
      progress.hidden = head.percent === null;
      bar.value = head.percent ?? 0;
      setAttribute(bar, 'aria-valuetext', head.progressText);
      setText(progressText, head.progressText);
      actions.show(head.actions, selection);
    },
  };
}
