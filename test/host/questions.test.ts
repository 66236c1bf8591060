/** The recorder of questions is what tests of trust rest on: it must see what the extension itself asks. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionApi } from './extensionApi.ts';
import { type RecordedQuestions, recordQuestions } from './questions.ts';

describe('questions of the extension', () => {
  let questions: RecordedQuestions | undefined;

  before(async () => {
    await (await extensionApi()).holder.require();
  });

  afterEach(() => questions?.dispose());

  it('reach the test instead of the user, and are answered by it', async () => {
    questions = recordQuestions((question) => {
      if (question.kind === 'pick') return 'API key';
      return question.kind === 'text' ? 'a key' : undefined;
    });
    await vscode.commands.executeCommand('panosUpgrade.setFirewallCredentials');
    const [kind, key, told, ...others] = questions.asked;
    assert.ok(kind?.kind === 'pick' && key?.kind === 'text' && told?.kind === 'message');
    assert.equal(kind.title, 'Credentials for all firewalls');
    assert.equal(key.title, 'Credentials for all firewalls');
    assert.match(told.text, /^The credentials for all firewalls are stored/);
    assert.deepEqual(others, []);
  });

  it('can be turned away', async () => {
    questions = recordQuestions(() => undefined);
    await vscode.commands.executeCommand('panosUpgrade.setFirewallCredentials');
    assert.equal(questions.asked.length, 1);
  });
});
