/** `npm audit` against a registry on loopback. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { audited, type Audit } from '../../../../scripts/supplyChain/audit.ts';

const SHIPPED = [
  { name: 'axios', version: '1.2.3' },
  { name: 'zod', version: '4.5.6' },
];
const ADVISORIES = '/-/npm/v1/security/advisories/bulk';

/** What comes of a registry that answers so when it is asked for advisories, and knows nothing else. */
async function auditedBy(status: number, advisories: unknown): Promise<Audit> {
  const server = createServer((request, response) => {
    request.resume();
    const isAsked = request.method === 'POST' && request.url === ADVISORIES;
    response
      .writeHead(isAsked ? status : 404, { 'Content-Type': 'application/json' })
      .end(isAsked ? JSON.stringify(advisories) : '{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await audited(SHIPPED, [`--registry=http://127.0.0.1:${port}`]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const advisory = {
  id: 1,
  url: 'https://example.com/1',
  title: 'bad',
  severity: 'high',
  vulnerable_versions: '<99',
};

describe('the audit of what ships', () => {
  it('names the packages that ship with a known vulnerability, and no others', async () => {
    const audit = await auditedBy(200, { axios: [advisory], tslib: [advisory] });
    assert.deepEqual(audit, {
      said: 'npm audit: answered, 1 of them with a known vulnerability.',
      problems: ['axios 1.2.3 ships and has a known vulnerability (high).'],
    });
  });

  it('says so when there is none', async () => {
    const audit = await auditedBy(200, {});
    assert.deepEqual(audit, {
      said: 'npm audit: answered, 0 of them with a known vulnerability.',
      problems: [],
    });
  });

  it('says so, and finds nothing wrong, when the registry does not answer', async () => {
    const audit = await auditedBy(405, {});
    assert.match(audit.said, /^npm audit: not answered \(405 Method Not Allowed - POST http/);
    assert.deepEqual(audit.problems, []);
    const nobody = await audited(SHIPPED, ['--registry=http://127.0.0.1:9']);
    assert.match(nobody.said, /^npm audit: not answered \(/);
    assert.deepEqual(nobody.problems, []);
  });
});
