/** The manifest repeats names and ranges that the code has: here they are held together. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  choiceSettings,
  flagSettings,
  longestReadyTimeout,
  numberSettings,
  objectSettings,
  settingsSection,
  shortestReadyTimeout,
  textSettings,
} from '../../../src/engine/settings/settingsTable.ts';
import { checkPolicies } from '../../../src/validation/checkResult.ts';
import { ALL_CHECKS } from '../../../src/validation/readiness/allChecks.ts';
import { commandIds, viewIds } from '../../../src/vscode/commandIds.ts';
import { defaultSettings } from '../../support/engineSettings.ts';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  /** Of an object. */
  readonly properties?: Readonly<Record<string, Property>>;
  readonly patternProperties?: Readonly<Record<string, Property>>;
}

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
  readonly submenu?: string;
}

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when?: string;
      readonly contents: string;
    }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  };
}

const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as Manifest;
const { contributes } = manifest;
const properties = Object.assign(
  {},
  ...contributes.configuration.map((section) => section.properties),
) as Record<string, Property>;
const ourCommands = new Set<string>(Object.values(commandIds));

describe('the manifest', () => {
  it('declares exactly the commands the code registers', () => {
    assert.deepEqual(new Set(contributes.commands.map(({ command }) => command)), ourCommands);
  });

  it('puts every command into one category', () => {
    assert.deepEqual(new Set(contributes.commands.map(({ category }) => category)), new Set(['PAN-OS']));
  });

  it('shows only our commands in menus', () => {
    const used = Object.values(contributes.menus).flat();
    const submenus = new Set(contributes.submenus.map(({ id }) => id));
    assert.deepEqual(
      used.filter(({ command, submenu = '' }) => !ourCommands.has(command) && !submenus.has(submenu)),
      [],
    );
  });

  it('upgrades several rows, and pairs, only over the page that shows beforehand what will happen', () => {
    const entries = contributes.menus['view/item/context'] ?? [];
    const whens = (name: string): string[] =>
      entries
        .filter(
          ({ command, group = '' }) => command === `panosUpgrade.${name}` && !group.startsWith('inline'),
        )
        .map(({ when = '' }) => when);
    for (const name of ['upgradeDevice', 'dryRun'])
      assert.deepEqual(whens(name), ['viewItem =~ /\\bupgradable\\b/ && !listMultiSelection'], name);
    for (const name of ['upgradeDevices', 'upgradeDryRun']) {
      const when = 'viewItem =~ /\\bbulkUpgradable\\b/ && (listMultiSelection || viewItem =~ /\\bpair\\b/)';
      assert.deepEqual(whens(name), [when], name);
    }
  });

  it('links welcome texts only to our commands or to known ones of VS Code', () => {
    const links = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ''),
    );
    assert.ok(links.length > 0);
    const known = ['workbench.trust.manage', 'workbench.action.openSettings', 'vscode.openFolder'];
    assert.deepEqual(
      links.filter((command) => !ourCommands.has(command) && !known.includes(command)),
      [],
    );
  });

  it('declares exactly the views the code fills', () => {
    const declared = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    assert.deepEqual(new Set(declared), new Set(Object.values(viewIds)));
  });

  it('has each number setting with the range and default of the code', () => {
    for (const [key, setting] of Object.entries(numberSettings)) {
      const { type, default: fallback, minimum, maximum } = properties[`${settingsSection}.${key}`] ?? {};
      assert.deepEqual(
        { default: fallback, minimum, maximum, integer: type === 'integer' },
        setting,
        `${settingsSection}.${key}`,
      );
    }
  });

  it('has each flag, choice and text with the default of the code, and the choices', () => {
    const declared = (key: string): unknown => {
      const { type, default: fallback, enum: values } = properties[`${settingsSection}.${key}`] ?? {};
      return { type, default: fallback, values };
    };
    for (const [key, fallback] of Object.entries(flagSettings))
      assert.deepEqual(declared(key), { type: 'boolean', default: fallback, values: undefined }, key);
    for (const [key, setting] of Object.entries(choiceSettings))
      assert.deepEqual(declared(key), { type: 'string', ...setting }, key);
    for (const [key, fallback] of Object.entries(textSettings))
      assert.deepEqual(declared(key), { type: 'string', default: fallback, values: undefined }, key);
  });

  it('has no other settings', () => {
    const known = [
      ...[numberSettings, textSettings, flagSettings, choiceSettings].flatMap((settings) =>
        Object.keys(settings),
      ),
      ...objectSettings,
    ];
    assert.deepEqual(
      new Set(Object.keys(properties)),
      new Set(known.map((key) => `${settingsSection}.${key}`)),
    );
  });

  it('has a policy for every readiness check, with the default of the check', () => {
    const policies = Object.entries(properties['panosUpgrade.readiness.policies']?.properties ?? {});
    assert.deepEqual(
      policies.map(([id, policy]) => [id, policy.default, policy.enum]),
      ALL_CHECKS.map(({ id, defaultPolicy }) => [id, defaultPolicy, checkPolicies]),
    );
  });

  it('sets none of the objects by itself, and knows the parts and ranges of the code', () => {
    const objects = objectSettings.map((key) => properties[`${settingsSection}.${key}`]);
    for (const object of objects) assert.deepEqual([object?.type, object?.default], ['object', {}]);
    const [, , mustExist, timeouts] = objects;
    assert.deepEqual(
      Object.keys(mustExist?.properties ?? {}),
      Object.keys(defaultSettings.readiness.mustExist),
    );
    const [model] = Object.values(timeouts?.patternProperties ?? {});
    assert.deepEqual([model?.minimum, model?.maximum], [shortestReadyTimeout, longestReadyTimeout]);
  });

  it('offers nothing that reaches a device, or trusts one, in an untrusted workspace', () => {
    const sendsNothing = [
      'panosUpgrade.showFleet',
      'panosUpgrade.showJob',
      'panosUpgrade.openUpgradePaths',
      'panosUpgrade.openVersionHashes',
      'panosUpgrade.groupDevicesBy',
      'panosUpgrade.copyCell',
      'panosUpgrade.showLog',
    ];
    assert.deepEqual(
      contributes.commands
        .filter(({ enablement = '' }) => !/\bisWorkspaceTrusted\b/.test(enablement))
        .map(({ command }) => command),
      sendsNothing,
    );
  });

  it('offers work on all devices only where some are known', () => {
    const isFor = ({ when = '', contents }: { when?: string; contents: string }): boolean =>
      !contents.includes('downloadImagesToAll') || when.includes(' && panosUpgrade.hasDevices');
    assert.ok(contributes.viewsWelcome.every(isFor));
    const all = contributes.commands.find(({ command }) => command === commandIds.downloadImagesToAll);
    assert.match(all?.enablement ?? '', / && panosUpgrade\.hasDevices$/);
  });

  it('takes nothing that steers connections from an untrusted workspace', () => {
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'panosUpgrade.panorama.host',
      'panosUpgrade.firewall.port',
      'panosUpgrade.tls.caFile',
    ]);
  });
});
