/**
 * Whether the extension still speaks to this page, judged by the page's own clock: an extension host that has ended
 * says nothing of it, and what stands on its pages would stand there for good.
 */
import { element, setText } from './elements.ts';

/** The extension gives a sign of life every two seconds (src/vscode/panels/page/openPages.ts). */
const SILENT_SECONDS = 6;

export interface Life {
  /** Says in words that the page is not live, and that it is again; a screen reader reads both at once. */
  readonly notice: HTMLElement;
  readonly isLive: boolean;
  /** The extension has said something. */
  heard(): void;
}

/** @param onChange draws the page again: what asks the extension can be used only while it is there */
export function watchLife(onChange: () => void): Life {
  const notice = element('p', '');
  notice.setAttribute('role', 'alert');
  notice.hidden = true;
  let isLive = true;
  let silence = 0;
  let heardAt = new Date();
  let focused: Element | null = null;

  const become = (live: boolean): void => {
    if (live === isLive) return;
    isLive = live;
    // A button that is disabled loses the keyboard.
    if (!live) focused = document.activeElement;
    notice.hidden = false;
    notice.className = live ? 'spoken-only' : 'not-live';
    setText(notice, live ? 'This page is live again.' : words(heardAt));
    onChange();
    // The toolkit's buttons can have it from the next picture on.
    if (live) requestAnimationFrame(() => giveBack(focused));
  };

  // Counted, not subtracted: no timer runs while the machine sleeps, and that is no silence of the extension.
  setInterval(() => {
    silence += 1;
    if (silence >= SILENT_SECONDS) become(false);
  }, 1000);

  return {
    notice,
    get isLive() {
      return isLive;
    },
    heard() {
      silence = 0;
      heardAt = new Date();
      become(true);
    },
  };
}

/** @param focused what had the keyboard, unless something else has it by now */
function giveBack(focused: Element | null): void {
  if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
}

function words(heardAt: Date): string {
  return (
    `Not live since ${heardAt.toLocaleTimeString()}: the extension does not answer. What is shown is as it was ` +
    'then, and no button can be pressed. The page comes back with the extension. If that takes longer than a ' +
    'minute, reload the window (Developer: Reload Window).'
  );
}
