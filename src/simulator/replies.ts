/** What comes back over the wire: whole PAN-OS answers, and the ways in which no answer comes. */

export type SimReply =
  | { readonly kind: 'answer'; readonly status: number; readonly contentType: string; readonly body: string }
  /** Nothing listens: the connection is refused. */
  | { readonly kind: 'refused' }
  /** The connection breaks after the request arrived. */
  | { readonly kind: 'reset' }
  /** Nothing ever comes back. */
  | { readonly kind: 'hang' };

export const REFUSED: SimReply = { kind: 'refused' };
export const RESET: SimReply = { kind: 'reset' };
export const HANG: SimReply = { kind: 'hang' };

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text made safe inside an element or an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** `<name>content</name>`; `content` is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** The fields of a record in order, each as an element with text; undefined ones are left out. */
export function fields(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : element(name, escaped(String(value)))))
    .join('');
}

function xml(body: string, status = 200): SimReply {
  return { kind: 'answer', status, contentType: 'application/xml; charset=UTF-8', body };
}

/** A success; `result` is what stands inside `<result>`. */
export function success(result: string): SimReply {
  return xml(`<response status="success"><result>${result}</result></response>`);
}

/** A success whose result is plain text, given as CDATA with a line break at the end. */
export function successText(text: string): SimReply {
  return success(`<![CDATA[${text}\n]]>`);
}

/** Code 19: the device began a job. */
export function enqueued(line: string, job: number): SimReply {
  return xml(
    `<response status="success" code="19"><result><msg><line>${escaped(line)}</line></msg><job>${job}</job></result></response>`,
  );
}

/** An error the device words itself, without a code. */
export function failure(line: string): SimReply {
  return xml(`<response status="error"><msg><line>${escaped(line)}</line></msg></response>`);
}

/** Code 17: this version or model has no such command. */
export function unexpectedCommand(words: readonly string[]): SimReply {
  return xml(
    `<response status="error" code="17"><msg><line><![CDATA[ ${words.join(' -> ')}  is unexpected]]></line></msg></response>`,
  );
}

/** Code 17: the command exists, this value does not. */
export function notAllowedKeyword(words: readonly string[]): SimReply {
  const value = words.at(-1) ?? '';
  return xml(
    `<response status="error" code="17"><msg><line><![CDATA[ ${words.slice(0, -1).join(' -> ')} '${value}' is not an allowed keyword]]></line></msg></response>`,
  );
}

export function malformedCommand(): SimReply {
  return xml('<response status="error" code="18"><msg><line>Malformed Request</line></msg></response>');
}

/** Wrong password, wrong key, or the authentication service is not up yet: the device says the same to all three. */
export function invalidCredential(): SimReply {
  return xml(
    `<response status = 'error' code = '403'><result><msg>Invalid Credential</msg></result></response>`,
    403,
  );
}

export function badRequest(message: string): SimReply {
  return xml(
    `<response status = 'error' code = '400'><result><msg>${escaped(message)}</msg></result></response>`,
    400,
  );
}

/** The web server is up and nothing behind it. */
export function html(status: number): SimReply {
  const page =
    '<html><head><title>Please wait</title></head><body>The management server is starting.</body></html>';
  return { kind: 'answer', status, contentType: 'text/html', body: page };
}
