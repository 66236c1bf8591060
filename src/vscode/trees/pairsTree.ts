/** The HA Pairs view: pairs that both boxes confirmed, the active member first. */
import { compareNames } from '../../inventory/names.ts';
import { TreeItemCollapsibleState } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import type { HaPair } from '../../inventory/device.ts';
import type { Subscription } from '../../ports/events.ts';
import { viewIds } from '../commandIds.ts';
import { onDidPauseOrResume } from '../words/pausedJobs.ts';
import { timeWords, type TimeWords } from '../engine/times.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { NewestJobs } from '../../jobs/newestJobs.ts';
import type { DeviceLeft } from '../../jobs/left/leftNow.ts';
import { leftWarnings } from '../../jobs/left/stateWords.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { factLines } from '../exits/markdown.ts';
import { onDidChangeSuspended, suspendedFacts } from '../words/suspendedWords.ts';
import { deviceName } from './deviceLook.ts';
import { deviceItem } from './deviceRow.ts';
import { deviceTooltip } from './deviceTooltip.ts';
import { createLiveTree, type TreeSource } from './liveTree.ts';
import { type DeviceNode, NodeMap, type PairNode } from './nodes.ts';
import { pairLook } from './pairLook.ts';
import { treeItem } from './treeItems.ts';

type Node = PairNode | DeviceNode;

export function createPairsTree(holder: EngineHolder): Subscription {
  return createLiveTree(viewIds.haPairs, holder, pairsSource(timeWords(holder)), true);
}

function pairsSource(time: TimeWords): TreeSource<Node> {
  const nodes = new NodeMap<Node>();
  const newest = new NewestJobs();
  const member = (serial: string): DeviceNode => nodes.of({ kind: 'device', id: `member:${serial}`, serial });
  const pairOf = (engine: Engine, node: PairNode): HaPair | undefined =>
    engine.inventory.pairs().find(({ id }) => id === node.pairId);

  return {
    children(engine, node) {
      if (node?.kind === 'device') return [];
      if (node !== undefined)
        return (pairOf(engine, node)?.members ?? []).map(({ serial }) => member(serial));
      return [...engine.inventory.pairs()]
        .sort((left, right) => compareNames(deviceName(left.members[0]), deviceName(right.members[0])))
        .map(({ id }) => nodes.of({ kind: 'pair', id: `pair:${id}`, pairId: id }));
    },

    item(engine, node) {
      if (node.kind === 'pair') {
        const pair = pairOf(engine, node);
        const job = pair && newest.of(engine.jobs).get(pair.members[0].serial);
        const look = pair && pairLook(pair, suspendedIn(engine, pair), leftIn(engine, pair), job);
        return look && treeItem(node.id, look, TreeItemCollapsibleState.Expanded);
      }
      const device = engine.inventory.get(node.serial);
      return device && deviceItem(engine, node.id, device, newest.of(engine.jobs));
    },

    tooltip(engine, node) {
      if (node.kind === 'pair') {
        const pair = pairOf(engine, node);
        if (pair === undefined) return undefined;
        const facts = [
          ...suspendedIn(engine, pair).flatMap((member) => suspendedFacts(member, time)),
          ...leftIn(engine, pair).map((left) => ['Left on it', leftWarnings(left).join(' ')] as const),
        ];
        return facts.length === 0 ? undefined : factLines(facts);
      }
      const device = engine.inventory.get(node.serial);
      return device && deviceTooltip(engine, device, newest.of(engine.jobs).get(device.serial), time);
    },

    watch(engine, refresh) {
      newest.forget();
      return [
        onDidPauseOrResume(engine, () => refresh.addAll()),
        onDidChangeSuspended(engine, () => refresh.addAll()),
        engine.inventory.onDidChange(() => refresh.addAll()),
        engine.jobs.onDidChange((job) => {
          newest.forget();
          for (const { serial } of job.runs) {
            refresh.add(member(serial));
            // What it leaves, and once it has ended whether the roles are known, is said of the pair.
            const peer = engine.inventory.get(serial)?.peerSerial ?? null;
            if (peer === null) continue;
            const pairId = [serial, peer].toSorted().join('+');
            refresh.add(nodes.of({ kind: 'pair', id: `pair:${pairId}`, pairId }));
          }
        }),
      ];
    },
  };
}

function leftIn(engine: Pick<Engine, 'leftOn'>, { members }: HaPair): readonly DeviceLeft[] {
  return members.flatMap(({ serial }) => engine.leftOn(serial) ?? []);
}

function suspendedIn({ suspended }: Pick<Engine, 'suspended'>, { members }: HaPair): readonly SuspendedNow[] {
  return suspended.filter(({ serial }) => members.some((member) => member.serial === serial));
}
