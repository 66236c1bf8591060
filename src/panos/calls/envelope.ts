/**
 * The envelope around every answer: decides whether a reply is a success, and turns everything else into a
 * DeviceError. docs/PANOS.md "Wire format".
 */
import { DeviceError, type DeviceErrorKind } from '../errors.ts';
import { oneLine, quoted, severalLines } from '../../ports/outsideText.ts';
import { LONGEST_MESSAGE, LONGEST_TEXT } from '../textLimits.ts';
import { XmlElement } from '../xml/xml.ts';
import { PERMISSIONS } from './permissions.ts';

export interface AnswerContext {
  readonly device: string;
  readonly operation: string;
  /** Of the request: `op`, `config` ...; undefined for a login. */
  readonly type?: string | undefined;
  /** See Command.acceptedErrors. */
  readonly acceptedErrors: readonly string[];
  /** See Command.acceptedCodes. */
  readonly acceptedCodes?: readonly string[] | undefined;
  /** The key of the call: blotted out of the whole answer should the device repeat it. */
  readonly key?: string | undefined;
  /** Key or password: blotted out should the device repeat it in its message. */
  readonly secrets: readonly string[];
}

const SUCCESS_CODES: ReadonlySet<string | undefined> = new Set([undefined, '0', '19', '20']);

/** The legacy routing command on a device with the advanced engine: a refusal with status success. */
const REFUSALS_WITH_SUCCESS = ['command deprecated in advanced routing mode'];

/** Said to accounts with a role of their own, whatever it allows; docs/PANOS.md "Administrator roles". */
const FOR_SUPERUSERS = 'you need superuser privileges';

const LONGEST_QUOTE = 300;

/**
 * @param httpStatus of the reply.
 * @param answer its `<response>`, or null when its body is no complete answer.
 * @returns `root` when it is a success; an empty element for an accepted error.
 * @throws DeviceError of kind authentication, not_authorized, device_refused, not_an_answer or http_status.
 */
export function acceptAnswer(
  httpStatus: number,
  answer: XmlElement | null,
  context: AnswerContext,
): XmlElement {
  const status = answer?.attribute('status');
  if (answer === null || status === undefined || !mayHoldAnswer(httpStatus))
    throw noAnswer(httpStatus, context);

  const code = answer.attribute('code');
  const text = messageOf(answer);
  const beginning = text?.toLowerCase() ?? '';
  if (httpStatus < 300 && status === 'success' && SUCCESS_CODES.has(code)) {
    if (!REFUSALS_WITH_SUCCESS.some((refusal) => beginning.startsWith(refusal))) return answer;
  } else if (
    context.acceptedErrors.some((accepted) => beginning.startsWith(accepted)) ||
    (status === 'success' && context.acceptedCodes?.includes(code ?? '') === true)
  ) {
    return new XmlElement({});
  }
  throw refused(
    refusalKind(httpStatus, status, code, beginning),
    code ?? httpCode(httpStatus),
    text,
    context,
  );
}

function mayHoldAnswer(httpStatus: number): boolean {
  return (httpStatus >= 200 && httpStatus < 300) || (httpStatus >= 400 && httpStatus < 500);
}

/** A success whose reader did not find what it needs: see AnswerShapeError. */
export function unusableAnswer(missing: string, device: string, operation: string): DeviceError {
  return new DeviceError({
    kind: 'not_an_answer',
    device,
    operation,
    delivery: 'answered',
    what: `the answer could not be used: ${missing}`,
  });
}

/** How the message begins in which a device says that a key has outlived its lifetime. */
const KEY_EXPIRED = 'key expired';

/** Whether a refused key is certainly dead; any other refusal of a key may pass, as while a device boots. */
export function saysKeyExpired({ deviceText }: Pick<DeviceError, 'deviceText'>): boolean {
  return deviceText?.toLowerCase().startsWith(KEY_EXPIRED) === true;
}

function refusalKind(
  httpStatus: number,
  status: string,
  code: string | undefined,
  beginning: string,
): DeviceErrorKind {
  if (code === '22' || beginning.startsWith('session timed out')) return 'session_ended';
  if (
    httpStatus === 403 ||
    code === '403' ||
    beginning.startsWith('invalid credential') ||
    beginning.startsWith(KEY_EXPIRED)
  )
    return 'authentication';
  return status === 'unauth' || code === '16' || beginning.startsWith(FOR_SUPERUSERS)
    ? 'not_authorized'
    : 'device_refused';
}

function refused(
  kind: DeviceErrorKind,
  code: string | undefined,
  text: string | undefined,
  context: AnswerContext,
): DeviceError {
  // Cut only afterwards: the cut could leave the beginning of a secret.
  const deviceText =
    text === undefined ? undefined : severalLines(withoutSecrets(text, context.secrets), LONGEST_MESSAGE);
  const sayings: Partial<Record<DeviceErrorKind, string>> = {
    authentication: 'the device does not accept the credentials or role, or its authentication is not up yet',
    not_authorized: notAuthorized(text, context.type),
    session_ended: 'the session is over',
  };
  const what = sayings[kind] ?? (code === '7' ? 'the device has no such object' : 'the device refused it');
  const quote =
    deviceText === undefined ? '' : ` (it says: ${quoted(quotable(deviceText), LONGEST_QUOTE + 1)})`;
  return new DeviceError({
    ...who(context),
    kind,
    delivery: 'answered',
    what: what + quote,
    deviceText,
    code,
  });
}

function notAuthorized(text: string | undefined, type = ''): string {
  if (text?.toLowerCase().startsWith(FOR_SUPERUSERS) === true)
    return 'the device lets nobody but a superuser do this';
  const permission = PERMISSIONS[type];
  return permission === undefined
    ? 'the administrator role may not do this'
    : `the administrator role lacks the XML API permission ${permission}`;
}

/** Whatever answered, it was not PAN-OS's management service: what became of the request is not known. */
function noAnswer(httpStatus: number, context: AnswerContext): DeviceError {
  if (httpStatus === 403) return refused('authentication', '403', undefined, context);
  const isSuccess = httpStatus >= 200 && httpStatus < 300;
  return new DeviceError({
    ...who(context),
    kind: isSuccess ? 'not_an_answer' : 'http_status',
    delivery: 'unknown',
    code: httpCode(httpStatus),
    what: isSuccess
      ? 'what came back is not a complete PAN-OS answer; this is usual while a device starts'
      : `the web server answered with HTTP status ${httpStatus}`,
  });
}

function who(context: AnswerContext): { device: string; operation: string } {
  return { device: context.device, operation: context.operation };
}

function httpCode(httpStatus: number): string | undefined {
  return httpStatus === 200 ? undefined : String(httpStatus);
}

/** The device's words, wherever this command puts them; several lines are joined with line breaks. */
function messageOf(answer: XmlElement): string | undefined {
  return (
    linesBelow(answer, 'msg') ??
    linesBelow(answer, 'result/msg') ??
    answer.lines('result/msg') ??
    answer.lines('msg') ??
    linesBelow(answer, 'result/job/details') ??
    answer.lines('result')
  );
}

function linesBelow(answer: XmlElement, path: string): string | undefined {
  const texts = (answer.at(path)?.all('line') ?? [])
    // A line may hold lines of its own, or what became of a job, instead of text.
    .flatMap((line) => [
      line.lines(),
      ...[...line.all('line'), ...line.allAt('newjob/newmsg')].map((nested) => nested.lines()),
    ])
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join('\n');
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), severalLines(secret, LONGEST_TEXT)])
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** On one line, of bearable length, and without brackets: notifications of the editor make links of them. */
export function quotable(text: string): string {
  return oneLine(text.replaceAll(/\s+/g, ' ').trim(), LONGEST_QUOTE).replaceAll(/[[\]]/g, '|');
}
