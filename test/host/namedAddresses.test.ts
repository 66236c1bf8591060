/**
 * Addresses that somebody else names: a setting that leads to another host, a Panorama that lists a firewall elsewhere.
 * Whoever waits there has a certificate of an authority that this machine trusts, as anybody gets one for his own name.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import { type HttpsFleet, startHttpsFleet } from '../../src/simulator/httpsFleet.ts';
import { parseFleetSpec } from '../../src/simulator/spec/fleetSpec.ts';
import { createAuthority, createIdentity } from '../engine/panos/tlsDevice.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { type Attacker, startAttacker } from './attacker.ts';
import { extensionApi } from './extensionApi.ts';
import { type Answer, type Question, type RecordedQuestions, recordQuestions } from './questions.ts';
import { setForUser, storeCredentials } from './userSteps.ts';

type Modal = Extract<Question, { kind: 'message' }>;

describe('an address that somebody else names', () => {
  let api: ExtensionApi;
  let fleet: HttpsFleet;
  let attacker: Attacker;
  let elsewhere: string;
  let folder: string;
  let questions: RecordedQuestions | undefined;

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
    fleet = await startHttpsFleet(parseFleetSpec(sampleSpec([standalone()])), { speed: 1 });
    const authority = createAuthority();
    attacker = await startAttacker(createIdentity('127.0.0.1', authority));
    elsewhere = `127.0.0.1:${attacker.port}`;
    folder = await mkdtemp(join(tmpdir(), 'panos-ca-'));
    await writeFile(join(folder, 'ca.pem'), authority.cert);
    await setForUser(api, {
      'panorama.host': addressOf('panorama'),
      'panorama.rateLimit': 1000,
      'tls.caFile': join(folder, 'ca.pem'),
    });
    await storeCredentials('Panorama', CREDENTIALS);
    await storeCredentials('Firewall', CREDENTIALS);
  });

  after(async () => {
    await setForUser(api, {
      'panorama.host': undefined,
      'panorama.rateLimit': undefined,
      'tls.caFile': undefined,
    });
    fleet.close();
    attacker.close();
    await rm(folder, { recursive: true });
  });

  afterEach(() => questions?.dispose());

  it('by a setting is shown before a byte of a credential goes there', async () => {
    await setForUser(api, { 'panorama.host': elsewhere });
    const [asked] = await discover(() => undefined);
    assert.equal(asked?.text, `Trust Panorama (${elsewhere}) with your credentials?`);
    assert.match(asked.detail, /^Address named by the setting panosUpgrade\.panorama\.host\./);
    assert.match(asked.detail, /signed by “CN=Test authority”, which this machine trusts/);
    assert.ok(asked.detail.includes(attacker.fingerprint));
    nothingArrived();
    await setForUser(api, { 'panorama.host': addressOf('panorama') });
  });

  it('by the Panorama one has chosen is asked about once, and then no more', async () => {
    const asked = await discover(() => 'Trust');
    assert.deepEqual(
      asked.map(({ text }) => text),
      [
        `Trust Panorama (${addressOf('panorama')}) with your credentials?`,
        `Trust fw-lab-01 (${addressOf(STANDALONE)}) with your credentials?`,
      ],
    );
    assert.equal((await engine()).inventory.get(STANDALONE)?.presence, 'reachable');
    assert.deepEqual(await discover(() => undefined), []);
  });

  it('by Panorama instead of a pinned one is asked about, with both, whoever signed its certificate', async () => {
    const firewall = fleet.fleet.devices.get(STANDALONE);
    assert.ok(firewall);
    firewall.listedAddress = elsewhere;
    const [asked, ...more] = await discover(() => undefined);
    assert.equal(asked?.text, `Trust fw-lab-01 (${elsewhere}) with your credentials?`);
    assert.match(asked.detail, new RegExp(`named by Panorama \\(${addressOf('panorama')}\\)`));
    assert.ok(asked.detail.includes(`Until now it was at ${addressOf(STANDALONE)}.`));
    assert.match(asked.detail, /which this machine trusts/);
    assert.deepEqual(more, []);
    nothingArrived();
    assert.equal((await engine()).inventory.get(STANDALONE)?.address, addressOf(STANDALONE));
  });

  it('and that the user trusts is pinned like the one before it', async () => {
    await discover(() => 'Trust');
    const pin = (await engine()).pins().find(({ address }) => address.toString() === elsewhere);
    assert.equal(pin?.fingerprint, attacker.fingerprint);
  });

  /** @returns the modal questions that were asked meanwhile */
  async function discover(answer: (question: Modal) => Answer): Promise<readonly Modal[]> {
    questions = recordQuestions((question) =>
      question.kind === 'message' && question.modal ? answer(question) : undefined,
    );
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    questions.dispose();
    return questions.asked.flatMap((question) =>
      question.kind === 'message' && question.modal ? [question] : [],
    );
  }

  function nothingArrived(): void {
    assert.ok(attacker.connections > 0, 'The attacker was not met at all.');
    assert.equal(attacker.heardInside.toString(), '');
    for (const secret of Object.values(CREDENTIALS)) assert.ok(!attacker.heard.includes(secret));
  }

  function addressOf(target: string): string {
    return fleet.endpoints.find((endpoint) => endpoint.target === target)?.address ?? '';
  }

  async function engine(): Promise<Engine> {
    return (await api.holder.require()).engine;
  }
});
