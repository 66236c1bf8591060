/** Cells a spreadsheet would run, and the apostrophe that keeps it from doing so. */

/** Papa's own list misses blanks in front and full-width forms. */
export const FORMULA = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|%]/;

/** In half of Europe a spreadsheet takes `;` for the end of a cell, whatever stands between quotation marks. */
const AFTER_SEMICOLON = new RegExp(`;(?='*${FORMULA.source.slice(1)})`, 'g');
const APOSTROPHE_AFTER_SEMICOLON = new RegExp(`;'(?='*${FORMULA.source.slice(1)})`, 'g');

/** A cell with an apostrophe wherever one of a spreadsheet could begin within it; at its own beginning Papa puts one. */
export function withApostrophes(text: string): string {
  return text.replaceAll(AFTER_SEMICOLON, ";'");
}

/** A cell as it was before apostrophes were put into it. */
export function withoutApostrophe(text: string): string {
  const own = text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
  return own.replaceAll(APOSTROPHE_AFTER_SEMICOLON, ';');
}
