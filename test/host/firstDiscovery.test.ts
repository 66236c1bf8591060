/** The first use of a whole fleet costs one question, however its certificates are signed, and the next one none. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import { type HttpsFleet, startHttpsFleet } from '../../src/simulator/httpsFleet.ts';
import { parseFleetSpec } from '../../src/simulator/spec/fleetSpec.ts';
import { CREDENTIALS, sampleSpec, standalone } from '../support/sampleSpec.ts';
import { extensionApi } from './extensionApi.ts';
import { type Question, recordQuestions } from './questions.ts';
import { setForUser, storeCredentials } from './userSteps.ts';

const FIREWALLS = 230;

describe('the first discovery of a fleet', () => {
  let api: ExtensionApi;
  let folder: string;
  const fleets: HttpsFleet[] = [];

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
    folder = await mkdtemp(join(tmpdir(), 'panos-ca-'));
  });

  after(async () => {
    const ours = ['panorama.host', 'panorama.rateLimit', 'tls.caFile', 'workers.max'];
    await setForUser(api, Object.fromEntries(ours.map((key) => [key, undefined])));
    for (const fleet of fleets) fleet.close();
    await rm(folder, { recursive: true });
  });

  it(`of ${FIREWALLS} firewalls that signed their certificates themselves asks one question for all`, async () => {
    await useFleet('0070');
    const [panorama, list, ...more] = await discover();
    assert.equal(panorama?.kind, 'message', 'Panorama by itself: it says which firewalls there are');
    isListOfAll(list, /^signed by itself/);
    assert.deepEqual(more, []);
    await nextAsksNothing();
  });

  it('whose certificates an authority of the company signed asks one question, too', async () => {
    const fleet = await useFleet('0080');
    const certificates = await Promise.all(fleet.endpoints.map(({ address }) => certificateOf(address)));
    // Each as an authority of its own: what matters is that this machine trusts who signed.
    await writeFile(join(folder, 'ca.pem'), certificates.join('\n'));
    await setForUser(api, { 'tls.caFile': join(folder, 'ca.pem') });
    const [list, ...more] = await discover();
    isListOfAll(list, /which this machine trusts/);
    assert.deepEqual(more, []);
    await nextAsksNothing();
  });

  /** @param prefix of the serials: a fleet of its own has devices of its own */
  async function useFleet(prefix: string): Promise<HttpsFleet> {
    const firewalls = Array.from({ length: FIREWALLS }, (_, index) =>
      standalone({ serial: `${prefix}${String(index).padStart(8, '0')}`, hostname: `fw-${prefix}-${index}` }),
    );
    const fleet = await startHttpsFleet(parseFleetSpec(sampleSpec(firewalls)), { speed: 1 });
    fleets.push(fleet);
    await setForUser(api, {
      'panorama.host': fleet.endpoints[0]?.address,
      'panorama.rateLimit': 1000,
      'workers.max': 20,
    });
    await storeCredentials('Panorama', CREDENTIALS);
    await storeCredentials('Firewall', CREDENTIALS);
    return fleet;
  }

  /** @returns what the user was asked meanwhile; everything is trusted */
  async function discover(): Promise<readonly Question[]> {
    const isQuestion = (question: Question): boolean => question.kind === 'pick' || modal(question);
    const questions = recordQuestions((question) => {
      if (question.kind === 'pick') return question.rows.map(({ label }) => label);
      return modal(question) ? 'Trust' : undefined;
    });
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    questions.dispose();
    return questions.asked.filter(isQuestion);
  }

  async function nextAsksNothing(): Promise<void> {
    assert.deepEqual(await discover(), []);
    const { inventory } = (await api.holder.require()).engine;
    const reachable = inventory.devices().filter(({ presence }) => presence === 'reachable');
    assert.equal(reachable.length, FIREWALLS);
  }
});

function isListOfAll(list: Question | undefined, signature: RegExp): void {
  assert.ok(list?.kind === 'pick' && list.many);
  assert.match(
    list.title,
    /^Trust 230 devices named by Panorama \(127\.0\.0\.1:\d+\) with your credentials\?$/,
  );
  assert.equal(list.rows.length, FIREWALLS);
  assert.ok(list.rows.every(({ ticked }) => !ticked));
  assert.ok(list.rows.every(({ description }) => signature.test(description)));
}

function modal(question: Question): boolean {
  return question.kind === 'message' && question.modal;
}

async function certificateOf(address: string): Promise<string> {
  const [host, port] = address.split(':');
  const socket = tls.connect({ host, port: Number(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const der = socket.getPeerCertificate().raw.toString('base64');
  socket.destroy();
  return `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----`;
}
