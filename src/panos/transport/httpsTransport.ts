/**
 * The real Transport: axios over connections that pinningAgent.ts has judged. Every failure becomes a
 * DeviceError here, and what axios or Node threw is dropped: it holds the headers and the body.
 */
import { ClientRequest, type ClientRequestArgs, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { formatAddress, type ManagementAddress } from '../address.ts';
import { DeviceError, type DeviceErrorDetails } from '../errors.ts';
import { ConnectError, PinningAgent, type Trust } from './pinningAgent.ts';
import { createSemaphore, type Semaphore } from './semaphore.ts';
import type { ApiReply, ApiRequest, Transport } from './transport.ts';

const CONNECTIONS_PER_DEVICE = 2;
const LARGEST_ANSWER = 64e6;
const LARGEST_REQUEST = 1e6;

/** How far one call got: what decides whether its request may have arrived. */
interface Attempt {
  /** The request was given a connection: from here on it may have been written. */
  handedOver: boolean;
  connectError: ConnectError | undefined;
}

/** @param trust by which certificates are judged; see Transport for what the calls give and throw. */
export function createHttpsTransport(trust: Trust): Transport {
  const agent = new PinningAgent(trust);
  // Not left to the agent: Node's maxSockets does not count connections that are still being judged.
  const lanes = new Map<string, Semaphore>();

  function laneOf(address: ManagementAddress): Semaphore {
    const name = formatAddress(address);
    const lane = lanes.get(name) ?? createSemaphore(CONNECTIONS_PER_DEVICE);
    lanes.set(name, lane);
    return lane;
  }

  return {
    call(request: ApiRequest): Promise<ApiReply> {
      const attempt: Attempt = { handedOver: false, connectError: undefined };
      const deadline = AbortSignal.timeout(request.timeoutMs);
      const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
      const failure = (error: unknown): DeviceError =>
        new DeviceError({
          device: request.device,
          operation: request.operation,
          ...whatHappened(request, attempt, deadline, error),
        });
      return new Promise((resolve, reject) => {
        const exchangeAndBody = async (): Promise<void> => {
          const { status, stream } = await exchange(request, agent, attempt, signal);
          // Before the body can fail: a failure that nobody listens to would end the process.
          const bodyIsOver = finished(stream).catch(() => undefined);
          resolve({ status, body: pieces(stream, largestBody(request), failure) });
          await bodyIsOver;
        };
        laneOf(request.address)
          .run(exchangeAndBody, signal)
          .catch((error: unknown) => reject(failure(error)));
      });
    },

    async meet({ address, device, operation }) {
      try {
        return await laneOf(address).run(() => agent.meet(address));
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        throw new DeviceError({ device, operation, ...notConnected(error) });
      }
    },

    close: () => agent.closeIdle(),
  };
}

async function exchange(
  request: ApiRequest,
  agent: PinningAgent,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<{ status: number; stream: Readable }> {
  const { axios } = await import('./axios.ts');
  const reply = await axios.request<Readable>({
    // A zone (`fe80::1%eth0`) is legal in an address and not in a URL; the connection uses the address itself.
    url: `https://${formatAddress(request.address).replace(/%[^\]]*/, '')}/api/`,
    method: 'post',
    adapter: 'http',
    data: new URLSearchParams(request.form).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(request.key === undefined ? {} : { 'X-PAN-KEY': request.key }),
    },
    transport: { request: startRequest(request, agent, attempt) },
    // A redirect would carry the key elsewhere, a proxy would shake hands in our place.
    maxRedirects: 0,
    proxy: false,
    maxBodyLength: LARGEST_REQUEST,
    // Holds until the body is over, too.
    signal,
    responseType: 'stream',
    // Counted in pieces(): with axios' own limit a body that is left before its first piece keeps its connection.
    maxContentLength: -1,
    validateStatus: () => true,
  });
  return { status: reply.status, stream: reply.data };
}

function largestBody(request: ApiRequest): number {
  return request.largestBody ?? LARGEST_ANSWER;
}

class AnswerTooLarge extends Error {}

async function* pieces(
  stream: Readable,
  largest: number,
  failure: (error: unknown) => DeviceError,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > largest) throw new AnswerTooLarge();
      yield piece;
    }
  } catch (error) {
    throw failure(error);
  }
}

/**
 * Starts Node's request by its class: the editor replaces `https.request` to send extensions through its proxy,
 * and with it our agent and the pin. The address goes in as it is, because a URL rewrites IPv6 addresses and the
 * pin is kept under the address.
 */
function startRequest(request: ApiRequest, agent: PinningAgent, attempt: Attempt) {
  return (options: ClientRequestArgs, onReply: (reply: IncomingMessage) => void): ClientRequest => {
    const started = new ClientRequest({ ...options, hostname: request.address.host, agent }, onReply);
    started.once('socket', () => {
      attempt.handedOver = true;
    });
    started.once('error', (error) => {
      if (error instanceof ConnectError) attempt.connectError = error;
    });
    return started;
  };
}

type What = Omit<DeviceErrorDetails, 'device' | 'operation'>;

function notConnected({ kind, message, presented, pinned }: ConnectError): What {
  return { kind, delivery: 'not_sent', what: message, presented, pinned };
}

function whatHappened(request: ApiRequest, attempt: Attempt, deadline: AbortSignal, error: unknown): What {
  if (attempt.connectError !== undefined) return notConnected(attempt.connectError);
  const delivery = attempt.handedOver ? 'unknown' : 'not_sent';
  if (request.signal?.aborted === true) return { kind: 'cancelled', delivery, what: 'stopped as asked' };
  const seconds = request.timeoutMs / 1000;
  if (!attempt.handedOver) {
    const what = deadline.aborted ? `no connection within ${seconds} s` : 'the request could not be made';
    return { kind: 'unreachable', delivery, what };
  }
  if (deadline.aborted)
    return { kind: 'no_answer', delivery, what: `no complete answer within ${seconds} s` };
  if (error instanceof AnswerTooLarge) {
    return {
      kind: 'answer_too_large',
      delivery,
      what: `the answer is larger than ${largestBody(request) / 1e6} MB`,
    };
  }
  return { kind: 'no_answer', delivery, what: 'the connection ended before the answer was complete' };
}
