/** What comes back over the wire: whole PAN-OS answers, and the ways in which no answer comes. */

/** A whole HTTP answer. */
export interface SimAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly contentType: string;
  /** Bytes for files such as a device state. */
  readonly body: string | Uint8Array;
  /** Besides Content-Type, such as Location. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type SimReply =
  | SimAnswer
  /** The headers of an answer and then a byte now and then: it never becomes complete. */
  | { readonly kind: 'trickle'; readonly answer: SimAnswer }
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

const TO_ESCAPE = /[&<>"]/;

/** Text made safe inside an element or an attribute. */
export function escaped(text: string): string {
  // Most texts have nothing in them, and a look costs less than a replacement of nothing.
  if (!TO_ESCAPE.test(text)) return text;
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** `<name>content</name>`; `content` is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** The fields of a record in order, each as an element with text; undefined ones are left out. */
export function fields(values: Readonly<Record<string, string | number | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) text += element(name, escaped(String(value)));
  return text;
}

function xml(body: string, status = 200): SimAnswer {
  return { kind: 'answer', status, contentType: 'application/xml; charset=UTF-8', body };
}

/** A success; `result` is what stands inside `<result>`. */
export function success(result: string): SimAnswer {
  return xml(`<response status="success"><result>${result}</result></response>`);
}

/** A success whose result is plain text, given as CDATA with a line break at the end. */
export function successText(text: string): SimAnswer {
  return success(`<![CDATA[${text}\n]]>`);
}

/** A success whose text stands where errors have theirs, without a result. */
export function successLine(line: string): SimAnswer {
  return xml(`<response status="success"><msg><line>${escaped(line)}</line></msg></response>`);
}

/** Code 19: the device began a job. */
export function enqueued(line: string, job: number): SimAnswer {
  return xml(
    `<response status="success" code="19"><result><msg><line>${escaped(line)}</line></msg><job>${job}</job></result></response>`,
  );
}

/** Code 20: a change of the configuration or a file was done. */
export function done(line: string): SimAnswer {
  return xml(`<response status="success" code="20"><msg><line>${escaped(line)}</line></msg></response>`);
}

/** Code 19 with attributes: what `type=config&action=get` found. */
export function found(configXml: string): SimAnswer {
  return xml(
    `<response status="success" code="19"><result total-count="1" count="1">${configXml}</result></response>`,
  );
}

/** Code 7: there is no such object in the configuration. A success, and empty. */
export function noSuchObject(): SimAnswer {
  return xml('<response status="success" code="7"><result/></response>');
}

/** What `type=config&action=show` says where `get` says code 7. */
export function noSuchNode(): SimAnswer {
  return failure('No such node');
}

/** A file, given as it is: nothing is wrapped in `<response>`. */
export function file(name: string, contentType: string, body: string | Uint8Array): SimAnswer {
  const headers = { 'Content-Disposition': `attachment; filename=${name}` };
  return { kind: 'answer', status: 200, contentType, body, headers };
}

/** An error the device words itself, without a code. */
export function failure(line: string): SimAnswer {
  return xml(`<response status="error"><msg><line>${escaped(line)}</line></msg></response>`);
}

/** Code 17: this version or model has no such command. */
export function unexpectedCommand(words: readonly string[]): SimAnswer {
  return xml(
    `<response status="error" code="17"><msg><line><![CDATA[ ${words.join(' -> ')}  is unexpected]]></line></msg></response>`,
  );
}

/** Code 17: the command exists, this value does not. */
export function notAllowedKeyword(words: readonly string[]): SimAnswer {
  const value = words.at(-1) ?? '';
  return xml(
    `<response status="error" code="17"><msg><line><![CDATA[ ${words.slice(0, -1).join(' -> ')} '${value}' is not an allowed keyword]]></line></msg></response>`,
  );
}

export function malformedCommand(): SimAnswer {
  return xml('<response status="error" code="18"><msg><line>Malformed Request</line></msg></response>');
}

/** Wrong password, wrong key, or the authentication service is not up yet: the device says the same to all three. */
export function invalidCredential(): SimAnswer {
  return xml(
    `<response status = 'error' code = '403'><result><msg>Invalid Credential</msg></result></response>`,
    403,
  );
}

/** While a device boots: nobody is there yet who could tell whether the credentials are right. */
export function notConnected(): SimAnswer {
  return xml(
    '<response status="error"><result><msg>Transport endpoint is not connected</msg></result></response>',
  );
}

/** Code 16: the administrator's role may not do this. */
export function roleDenied(): SimAnswer {
  return xml('<response status="unauth" code="16"><msg><line>Unauthorized request</line></msg></response>');
}

/** The key was good, and its lifetime is over or all keys were made to end. */
export function keyExpired(): SimAnswer {
  return badRequest('Key Expired: 0123456789 has expired.');
}

/** Code 22: the key was good, its session is over. Both forms were seen. */
export function sessionTimedOut(status: 'error' | 'unauth'): SimAnswer {
  return xml(`<response status="${status}" code="22"><msg><line>Session timed out</line></msg></response>`);
}

export function badRequest(message: string): SimAnswer {
  return xml(
    `<response status = 'error' code = '400'><result><msg>${escaped(message)}</msg></result></response>`,
    400,
  );
}

/** The web server is up and nothing behind it. */
export function html(status: number): SimAnswer {
  const page =
    '<html><head><title>Please wait</title></head><body>The management server is starting.</body></html>';
  return { kind: 'answer', status, contentType: 'text/html', body: page };
}
