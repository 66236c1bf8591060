/** The Devices view: every known firewall, grouped by state, version or model. */
import { type Memento, TreeItemCollapsibleState } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import type { Subscription } from '../../ports/events.ts';
import { viewIds } from '../commandIds.ts';
import { onDidPauseOrResume } from '../words/pausedJobs.ts';
import { onDidChangeSuspended } from '../words/suspendedWords.ts';
import { ONLY_SHOWS } from '../words/onlyShows.ts';
import { timeWords, type TimeWords } from '../engine/times.ts';
import { needsAttention, NewestJobs, newestJobs } from '../../jobs/newestJobs.ts';
import { deviceItem } from './deviceRow.ts';
import { deviceTooltip } from './deviceTooltip.ts';
import {
  type DeviceGroup,
  groupDevices,
  groupings,
  groupKey,
  type Grouping,
  hasLeft,
} from './deviceGroups.ts';
import { createLiveTree, type LiveTree, type TreeSource } from './liveTree.ts';
import { type DeviceNode, type GroupNode, NodeMap } from './nodes.ts';
import { groupItem } from './treeItems.ts';
import { setTreeBadge, setTreeHeader } from '../exits/treeRow.ts';

type Node = GroupNode | DeviceNode;

const GROUPING_KEY = 'devices.grouping';

export interface DevicesTree extends Subscription {
  readonly grouping: Grouping;
  groupBy(grouping: Grouping): void;
}

/** @param state where the chosen grouping is remembered */
export function createDevicesTree(holder: EngineHolder, state: Memento): DevicesTree {
  let grouping = groupings.find((known) => known === state.get(GROUPING_KEY)) ?? 'state';
  const source = devicesSource(() => grouping, timeWords(holder));
  const tree = createLiveTree(viewIds.devices, holder, source, true);
  const header = holder.follow((engine) => {
    setTreeHeader(tree.view, {
      description: holder.opened?.simulation ?? '',
      message: engine.role === 'viewer' ? ONLY_SHOWS : '',
    });
    showBadge(tree, engine);
    const show = (): void => showBadge(tree, engine);
    // What a job left on a device is over when a look at it shows that.
    return [
      engine.jobs.onDidChange(show),
      engine.inventory.onDidChange(show),
      onDidChangeSuspended(engine, show),
    ];
  });
  return {
    get grouping() {
      return grouping;
    },
    groupBy(wanted) {
      grouping = wanted;
      void state.update(GROUPING_KEY, wanted);
      tree.refresh.addAll();
    },
    dispose() {
      header.dispose();
      tree.dispose();
    },
  };
}

function devicesSource(grouping: () => Grouping, time: TimeWords): TreeSource<Node> {
  const nodes = new NodeMap<Node>();
  const newest = new NewestJobs();
  const deviceNode = (serial: string): DeviceNode =>
    nodes.of({ kind: 'device', id: `device:${serial}`, serial });
  let groups: ReadonlyMap<string, DeviceGroup> = new Map();
  let drawnIn = new Map<string, string>();

  return {
    children(engine, node) {
      if (node?.kind === 'device') return [];
      if (node !== undefined) return (groups.get(node.id)?.serials ?? []).map(deviceNode);
      const drawn = groupDevices(
        engine.inventory.devices(),
        newest.of(engine.jobs),
        grouping(),
        (serial) => engine.inventory.siteOf(serial),
        hasLeft(engine),
      );
      groups = new Map(drawn.map((group) => [`group:${group.key}`, group]));
      drawnIn = new Map(drawn.flatMap(({ key, serials }) => serials.map((serial) => [serial, key])));
      return [...groups.keys()].map((id) => nodes.of({ kind: 'group', id }));
    },

    item(engine, node) {
      if (node.kind === 'group') {
        const group = groups.get(node.id);
        if (group === undefined) return undefined;
        return groupItem(
          node.id,
          group.label,
          group.serials.length,
          group.icon,
          TreeItemCollapsibleState.Expanded,
        );
      }
      const device = engine.inventory.get(node.serial);
      return device === undefined ? undefined : deviceItem(engine, node.id, device, newest.of(engine.jobs));
    },

    tooltip(engine, node) {
      const device = node.kind === 'device' ? engine.inventory.get(node.serial) : undefined;
      return device === undefined
        ? undefined
        : deviceTooltip(engine, device, newest.of(engine.jobs).get(device.serial), time);
    },

    watch(engine, refresh) {
      newest.forget();
      const changed = (serials: readonly string[]): void => {
        for (const serial of serials) {
          const device = engine.inventory.get(serial);
          const group =
            device &&
            `${grouping()}:${groupKey(device, newest.of(engine.jobs), grouping(), (one) => engine.inventory.siteOf(one), hasLeft(engine))}`;
          if (group !== undefined && drawnIn.get(serial) === group) refresh.add(deviceNode(serial));
          else refresh.addAll();
        }
      };
      return [
        onDidPauseOrResume(engine, () => refresh.addAll()),
        onDidChangeSuspended(engine, (serials) => changed(withPeers(engine, serials))),
        engine.inventory.onDidChange((serials) => changed(withPeers(engine, serials))),
        engine.jobs.onDidChange((job) => {
          newest.forget();
          changed(job.runs.map(({ serial }) => serial));
        }),
      ];
    },
  };
}

/** What is known of a peer is old while its member is suspended. */
function withPeers({ inventory }: Engine, serials: readonly string[]): readonly string[] {
  return serials.flatMap((serial) => {
    const peer = inventory.get(serial)?.peerSerial ?? null;
    return peer === null ? [serial] : [serial, peer];
  });
}

function showBadge(tree: LiveTree<Node>, engine: Engine): void {
  const newest = newestJobs(engine.jobs.all());
  const isLeft = hasLeft(engine);
  const value = [...newest].filter(([serial, job]) => needsAttention(job, newest) || isLeft(serial)).length;
  const tooltip = value === 1 ? '1 device needs attention' : `${value} devices need attention`;
  setTreeBadge(tree.view, value === 0 ? undefined : { value, tooltip });
}
