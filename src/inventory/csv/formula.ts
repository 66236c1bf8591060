/** Cells a spreadsheet would run, and the apostrophe that keeps it from doing so. */

/** Papa's own list misses blanks in front and full-width forms. */
export const FORMULA = /^\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|%]/;

/** A cell as it was before an apostrophe was put in front of it. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
