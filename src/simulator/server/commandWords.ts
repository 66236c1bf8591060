/**
 * Turns the XML of an operational command back into what one would type at the device: the words of
 * `<show><jobs><id>42</id></jobs></show>` are `show jobs id 42`.
 */
const TOKEN = /<(\/)?([A-Za-z_][\w.-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/)?>|([^<]+)/y;
const NAME_ATTRIBUTE = /\sname\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** @returns null when the text is not well-formed. */
export function commandWords(xml: string): string[] | null {
  const words: string[] = [];
  const open: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const token = TOKEN.exec(xml);
    if (token === null) return null;
    const [, closing, tag, attributes = '', empty, text] = token;
    if (text !== undefined) {
      if (text.trim() !== '') words.push(unescaped(text.trim()));
    } else if (closing !== undefined) {
      if (open.pop() !== tag) return null;
    } else if (tag !== undefined) {
      const name = NAME_ATTRIBUTE.exec(attributes);
      words.push(unescaped(name?.[1] ?? name?.[2] ?? tag));
      if (empty === undefined) open.push(tag);
    }
  }
  return open.length === 0 && words.length > 0 ? words : null;
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
