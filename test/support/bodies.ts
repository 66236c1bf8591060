/** Replies as a Transport gives them, made of a text, and taken apart into one again. */
import type { ApiReply } from '../../src/panos/transport/transport.ts';

const encoder = new TextEncoder();

/** A body in one piece. */
export async function* bodyOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? encoder.encode(content) : content;
}

/** The body to its end. @throws what reading it throws. */
export async function textOf(reply: ApiReply): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of reply.body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** The whole reply, for comparing. @throws what reading it throws. */
export async function complete(reply: Promise<ApiReply>): Promise<{ status: number; body: string }> {
  const given = await reply;
  return { status: given.status, body: await textOf(given) };
}
