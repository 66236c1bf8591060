/** One request and its answer on an open connection, as the web server of a device handles them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimRequest } from './access.ts';
import type { SimAnswer, SimReply } from './replies.ts';

const LARGEST_REQUEST = 1_000_000;
/** Between two bytes of an answer that trickles, in real milliseconds. */
const TRICKLE_MS = 50;

export async function answerOver(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: SimRequest) => Promise<SimReply>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://device');
  const body = await readBody(request);
  if (body === null) return;
  if (url.pathname !== '/api/') {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html><body>Not Found</body></html>');
    return;
  }
  const form = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  const key = request.headers['x-pan-key'];
  const reply = await answer({ form, key: typeof key === 'string' ? key : undefined });
  switch (reply.kind) {
    case 'answer':
      writeHead(response, reply).end(reply.body);
      return;
    case 'trickle':
      trickle(writeHead(response, reply.answer), reply.answer.body);
      return;
    case 'refused':
    case 'reset':
      request.socket.destroy();
      return;
    case 'hang':
      return;
  }
}

function writeHead(response: ServerResponse, answer: SimAnswer): ServerResponse {
  return response.writeHead(answer.status, { 'Content-Type': answer.contentType, ...answer.headers });
}

/** A byte now and then, and never the last one, until the other side gives up. */
function trickle(response: ServerResponse, body: string | Uint8Array): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < bytes.length - 1) response.write(bytes.subarray(sent, (sent += 1)));
  }, TRICKLE_MS);
  response.once('close', () => clearInterval(timer));
}

/** Null when the connection ended before the body did, or when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_REQUEST) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
