/** What must hold of a text at each place of the editor, by what that place would make of it. */
import assert from 'node:assert/strict';
import { UNSEEN, UNSEEN_BUT_BREAKS } from '../../../support/hostileTexts.ts';

/** As VS Code finds links in notifications, prompts and messages of views. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As VS Code finds icons in rows, the status bar and titles of lenses. */
const ICON = /\$\(([a-z0-9-]+(?:~[a-z]+)?)\)/i;

export interface Shown {
  readonly place: keyof typeof judges;
  readonly text: string;
}

const oneShortLine = (longest: number) => (text: string) => {
  assert.doesNotMatch(text, UNSEEN);
  assert.ok(text.length <= longest, `${text.length} characters`);
};
const short = oneShortLine(2100);
/** A quoted sign may become two. */
const message = (text: string): void => {
  short(text);
  assert.doesNotMatch(text, LINK);
};
const label = (text: string): void => {
  short(text);
  assert.doesNotMatch(text, ICON);
};

export const judges = {
  /** Where nothing has a meaning. */
  plain: short,
  message,
  label,
  /** Links and icons alike. */
  progress(text: string): void {
    message(text);
    label(text);
  },
  /** Several lines of ours. */
  detail(text: string): void {
    assert.doesNotMatch(text, UNSEEN_BUT_BREAKS);
    assert.doesNotMatch(text, LINK);
    assert.ok(text.length <= 17_000, `${text.length} characters`);
  },
  markdown(text: string): void {
    oneShortLine(4100)(text);
    assert.doesNotMatch(text, /(?<!\\)[`*_{}[\]()#+\-!|~$:@.]|<|>|&(?!lt;|gt;|amp;)/);
  },
  /** In an attribute or between tags: `"` and `<` begin nothing of their own. */
  html(text: string): void {
    assert.doesNotMatch(text.replaceAll('\n', ''), UNSEEN);
    assert.doesNotMatch(text, /<script>alert|<img|onload="|<\/main><|<\/title><\/main>/);
    assert.ok(text.length < 5_000, `${text.length} characters`);
  },
  /** To a page, which shows text as text. */
  page(text: string): void {
    assert.doesNotMatch(text, UNSEEN_BUT_BREAKS);
    assert.ok(text.length <= 20_001);
  },
  /** An entry of the log: no line of it can be taken for another entry. */
  log(text: string): void {
    assert.doesNotMatch(text, UNSEEN_BUT_BREAKS);
    assert.ok(text.split('\n').every((line, at) => at === 0 || line.startsWith('    ')));
    assert.ok(text.length <= 5 * 20_001);
  },
  /** To be pasted anywhere, a terminal too. */
  clipboard: oneShortLine(20_001),
  /** A document that somebody asked for, of any length. */
  document(text: string): void {
    assert.doesNotMatch(text, UNSEEN_BUT_BREAKS);
  },
  /** The last part of a path. */
  fileName(text: string): void {
    oneShortLine(120)(text);
    assert.match(text, /^[^./\\:*?"<>|$`;&'][^/\\:*?"<>|$`;&']*$/);
    assert.doesNotMatch(text, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
  },
  /** One cell of a spreadsheet. */
  cell(text: string): void {
    oneShortLine(32_002)(text);
    assert.doesNotMatch(text, /^\s*[=+\-@|%]/);
  },
} as const;
