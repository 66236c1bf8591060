/** *Set Panorama Credentials…* and *Set Firewall Credentials…*. */
import { window } from 'vscode';
import type { CredentialsOwner } from '../../engine/secrets.ts';
import { askCredentials } from '../asking/askCredentials.ts';
import type { Command } from '../asking/commandParts.ts';

export const setPanoramaCredentials = setCredentials('panorama', 'Panorama');
export const setFirewallCredentials = setCredentials('firewall', 'all firewalls');

function setCredentials(owner: CredentialsOwner, whom: string): Command {
  return async ({ credentials, holder }) => {
    const entered = await askCredentials(`Credentials for ${whom}`);
    if (entered === null) return;
    await credentials.save(owner, entered);
    holder.engine?.forgetLogins();
    void window.showInformationMessage(
      `The credentials for ${whom} are stored in the editor’s secret storage.`,
    );
  };
}
