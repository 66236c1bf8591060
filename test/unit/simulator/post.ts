/** The smallest HTTPS client, for tests of the simulator's HTTPS face. */
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { TLSSocket } from 'node:tls';

interface PostReply {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  readonly fingerprint: string;
}

/** Posts a form to a simulated device over TLS, on a connection of its own and without judging the certificate. */
export function post(address: string, form: Record<string, string>, key?: string): Promise<PostReply> {
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host,
        port,
        path: '/api/',
        method: 'POST',
        rejectUnauthorized: false,
        agent: false,
        headers: key === undefined ? {} : { 'X-PAN-KEY': key },
      },
      (reply) => {
        const fingerprint =
          reply.socket instanceof TLSSocket ? reply.socket.getPeerCertificate().fingerprint256 : '';
        let body = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => (body += chunk));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, body, headers: reply.headers, fingerprint }),
        );
        reply.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(new URLSearchParams(form).toString());
  });
}
