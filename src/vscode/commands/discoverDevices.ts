/** *Discover Devices*: progress where the user looks, one question about all new certificates, one summary. */
import { ProgressLocation, window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { DiscoveryResult } from '../../inventory/discovery.ts';
import { DEFAULT_API_PORT } from '../../panos/address.ts';
import { UserError } from '../../ports/userError.ts';
import { viewIds } from '../commandIds.ts';
import { plainMessage } from '../markdown.ts';
import { askForTrust, pinAddress, trustingOne } from '../trust.ts';
import { withAbort } from '../withAbort.ts';
import { type CommandParts, onEngine } from './commandParts.ts';
import { discoverySummary } from './discoverySummary.ts';

export const discoverDevices = onEngine(async ({ engine, settings }, parts) => {
  const { host } = settings.panorama;
  if (host === null) {
    throw new UserError(
      'No Panorama is configured. Set panosUpgrade.panorama.host, add firewalls one by one, or start the simulated fleet.',
    );
  }
  const first = await trustingOne(pinAddress(host, DEFAULT_API_PORT), engine, () => discover(engine));
  const trusted = await askForTrust(
    first.untrusted.map(({ address, hostname, presented }) => ({
      name: hostname,
      address: pinAddress(address, settings.firewall.port),
      certificate: presented,
    })),
  );
  for (const { address, certificate } of trusted) engine.trust(address, certificate.fingerprint);
  const result = trusted.length === 0 ? first : await discover(engine);
  // Not awaited: the command has ended, however long the message stays.
  void showSummary(result, parts);
});

function discover(engine: Engine): Promise<DiscoveryResult> {
  return withAbort({ location: { viewId: viewIds.devices } }, () =>
    withAbort(
      { location: ProgressLocation.Notification, title: 'Discovering devices', cancellable: true },
      async (signal, progress) => {
        progress.report({ message: 'asking Panorama' });
        return engine.discover({
          signal,
          onProgress: ({ done, total, hostname }) =>
            progress.report({
              message: plainMessage(`${done} of ${total}: ${hostname}`),
              increment: 100 / total,
            }),
        });
      },
    ),
  );
}

async function showSummary(result: DiscoveryResult, { channel }: CommandParts): Promise<void> {
  for (const { hostname, message } of result.problems) channel.warn(`Discovery: ${hostname}: ${message}`);
  const text = discoverySummary(result);
  const chosen =
    result.problems.length === 0
      ? await window.showInformationMessage(text)
      : await window.showWarningMessage(text, 'Show Log');
  if (chosen === 'Show Log') channel.show();
}
