/** The configuration of Panorama: who it is, which devices it manages, and in which device groups. docs/PANOS.md "Configuration". */
import { featureRelease } from '../../panos/version.ts';
import {
  element,
  escaped,
  fields,
  found,
  noSuchNode,
  noSuchObject,
  success,
  type SimReply,
} from '../server/replies.ts';
import type { Panorama } from './panorama.ts';

const DEVICES = "/config/devices/entry[@name='localhost.localdomain']";

/** `type=config&action=get`. */
export function panoramaObject(panorama: Panorama, xpath: string): SimReply {
  const object = objectAt(panorama, xpath);
  return object === undefined ? noSuchObject() : found(object);
}

/** `type=config&action=show`. */
export function shownPanoramaObject(panorama: Panorama, xpath: string): SimReply {
  const object = objectAt(panorama, xpath);
  return object === undefined ? noSuchNode() : success(object);
}

function objectAt(panorama: Panorama, xpath: string): string | undefined {
  const { hostname, version } = panorama.world.fleet.panorama;
  const [name, managed, groups] = [fields({ hostname }), managedDevices(panorama), deviceGroups(panorama)];
  const body =
    element('mgt-config', managed) +
    element(
      'devices',
      `<entry name="localhost.localdomain">${element('deviceconfig', element('system', name))}${groups}</entry>`,
    );
  const objects: Readonly<Record<string, string>> = {
    '/config': `<config version="${featureRelease(version) ?? version}.0" urldb="paloaltonetworks">${body}</config>`,
    '/config/mgt-config/devices': managed,
    [`${DEVICES}/deviceconfig/system/hostname`]: name,
    [`${DEVICES}/device-group`]: groups,
  };
  return objects[xpath.replaceAll('"', "'")];
}

function managedDevices(panorama: Panorama): string {
  return element('devices', entries([...panorama.world.firewalls.keys()]));
}

function deviceGroups(panorama: Panorama): string {
  const groups = Map.groupBy(panorama.world.firewalls.values(), ({ spec }) => spec.deviceGroup);
  const written = [...groups].map(
    ([name, members]) =>
      `<entry name="${escaped(name)}">${element('devices', entries(members.map(({ spec }) => spec.serial)))}</entry>`,
  );
  return element('device-group', written.join(''));
}

function entries(names: readonly string[]): string {
  return names.map((name) => `<entry name="${escaped(name)}"/>`).join('');
}
