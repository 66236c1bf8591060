/**
 * What a page is made of beside plain elements. There are two sets, made of the toolkit and of the browser's own
 * elements; both keep to this, so that pages know neither, and controls.ts says in one line which of them it is.
 */
export interface ControlSet {
  /** @param rank primary: the one thing to do; secondary: everything else */
  readonly button: (text: string, rank: ButtonRank, onClick: () => void) => HTMLElement;
  /** For a button that stays, and with it the keyboard's focus, while what it says changes. */
  readonly updateButton: (made: HTMLElement, text: string, rank: ButtonRank, isEnabled: boolean) => void;
  /** All buttons in it. */
  readonly enableButtons: (root: HTMLElement, isEnabled: boolean) => void;
  /** What a screen reader says of a button after its name. Once, for a button that is put on the page now. */
  readonly describeButton: (made: HTMLElement, description: string) => void;
  /** A line between two parts of a page. Decoration: the parts have headings. */
  readonly divider: () => HTMLElement;
  /** A ring that turns while something runs. Decoration: what runs is said in words beside it. */
  readonly progressRing: () => HTMLElement;
}

export type ButtonRank = 'primary' | 'secondary';
