/**
 * The running configuration: as an answer, as a file, one object of it, and inside a device state.
 * docs/PANOS.md "Configuration".
 */
import { featureRelease } from '../../panos/version.ts';
import type { Firewall } from '../device/firewall.ts';
import {
  element,
  escaped,
  fields,
  file,
  found,
  noSuchNode,
  noSuchObject,
  success,
  type SimReply,
} from '../server/replies.ts';
import { gzippedTar } from './tarFile.ts';
import { CERTIFICATES } from './certificates.ts';

const SYSTEM = "/config/devices/entry[@name='localhost.localdomain']/deviceconfig/system";

/** `show config running`. */
export function runningConfig(firewall: Firewall): SimReply {
  return success(configXml(firewall));
}

/** `type=export&category=configuration`: the configuration itself, not wrapped in an answer. */
export function exportedConfig(firewall: Firewall): SimReply {
  return file('running-config.xml', 'application/xml', `<?xml version="1.0"?>\n${configXml(firewall)}\n`);
}

/** `type=export&category=device-state`: an archive. */
export function exportedDeviceState(firewall: Firewall): SimReply {
  const archive = gzippedTar([{ name: 'running-config.xml', content: configXml(firewall) }]);
  return file('device_state_cfg.tgz', 'application/octet-stream', archive);
}

/** `type=config&action=get`: one object of the configuration, and code 7 for what is not there. */
export function configObject(firewall: Firewall, xpath: string): SimReply {
  const object = objectAt(firewall, xpath);
  return object === '' ? noSuchObject() : found(object);
}

/** `type=config&action=show`: the same of the running configuration, and an error for what is not there. */
export function shownObject(firewall: Firewall, xpath: string): SimReply {
  const object = objectAt(firewall, xpath);
  return object === '' ? noSuchNode() : success(object);
}

function objectAt(firewall: Firewall, xpath: string): string {
  const objects: Readonly<Record<string, string>> = {
    '/config': configXml(firewall),
    [`${SYSTEM}/hostname`]: hostname(firewall),
    [`${SYSTEM}/update-schedule`]: updateSchedule(firewall),
  };
  return objects[xpath.replaceAll('"', "'")] ?? '';
}

function hostname(firewall: Firewall): string {
  return fields({ hostname: firewall.spec.hostname });
}

function updateSchedule(firewall: Firewall): string {
  const { contentUpdateAt } = firewall.spec.condition;
  if (contentUpdateAt === undefined) return '';
  const daily = element('daily', fields({ at: contentUpdateAt, action: 'download-and-install' }));
  const threats = element('threats', element('recurring', daily));
  const antiVirus = element('anti-virus', element('recurring', '<none/>'));
  return element('update-schedule', threats + antiVirus);
}

function configXml(firewall: Firewall): string {
  const release = featureRelease(firewall.version) ?? firewall.version;
  const system =
    hostname(firewall) +
    fields({ 'ip-address': firewall.address, timezone: 'UTC' }) +
    updateSchedule(firewall);
  const body =
    '<mgt-config><users><entry name="admin"><permissions><role-based><superuser>yes</superuser></role-based></permissions></entry></users></mgt-config>' +
    element('shared', element('certificate', certificate(firewall))) +
    element(
      'devices',
      `<entry name="localhost.localdomain">${element('deviceconfig', element('system', system))}<vsys><entry name="vsys1"/></vsys></entry>`,
    );
  return `<config version="${release}.0" urldb="paloaltonetworks" detail-version="${escaped(firewall.version)}">${body}</config>`;
}

function certificate(firewall: Firewall): string {
  const record = fields({
    'subject-hash': '3f1c9a52',
    'issuer-hash': '3f1c9a52',
    'not-valid-before': 'Nov 21 02:55:57 2026 GMT',
    issuer: '/CN=portal.example.net',
    'not-valid-after': 'Aug 24 02:55:57 2081 GMT',
    'common-name': 'portal.example.net',
    'expiry-epoch': 3_523_906_557,
    ca: 'yes',
    subject: '/CN=portal.example.net',
    'public-key': CERTIFICATES[firewall.spec.condition.certificateBits],
    algorithm: 'RSA',
    'private-key': 'not exported',
  });
  return `<entry name="portal">${record}</entry>`;
}
