/** The Jobs view: what was asked for, in groups, each job with its steps as they happen. */
import { TreeItemCollapsibleState } from 'vscode';
import type { Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';
import { downloadStatus } from '../../jobs/outcome/downloadStatus.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { viewIds } from '../commandIds.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { heldBulks, heldSentence, waitingFor } from '../words/bulkHold.ts';
import { behindSentences } from '../words/waitWords.ts';
import { onDidChangeSuspended, suspendedBy } from '../words/suspendedWords.ts';
import {
  isOfflineFor,
  loginsHeldSentence,
  offlineSentence,
  onDidChangeContact,
} from '../words/contactWords.ts';
import { onDidPauseOrResume } from '../words/pausedJobs.ts';
import { type Hop, hopsOf } from '../words/hops.ts';
import { type ShownStep, shownStep } from '../words/jobTexts.ts';
import { timeWords, type TimeWords } from '../engine/times.ts';
import { fleetSentence } from '../words/downloadTexts.ts';
import { RefreshBatch } from './refreshBatch.ts';
import { newestJobs } from '../../jobs/newestJobs.ts';
import { JobCommands } from './jobCommands.ts';
import { type JobGroup, jobGroupLabels, jobGroups, groupJobs, groupOf } from './jobGroups.ts';
import { hopLook, jobLook, stepLook } from './jobLook.ts';
import { jobTooltip, stepTooltip } from './jobTooltips.ts';
import { createLiveTree, type TreeSource } from './liveTree.ts';
import { type GroupNode, type HopNode, type JobNode, NodeMap, type StepNode } from './nodes.ts';
import { groupItem, treeItem } from './treeItems.ts';
import { setTreeHeader } from '../exits/treeRow.ts';

type Node = GroupNode | JobNode | HopNode | StepNode;

const groupIcons: Readonly<Record<JobGroup, string>> = {
  active: 'play-circle',
  queued: 'clock',
  attention: 'warning',
  finished: 'archive',
};

export function createJobsTree(holder: EngineHolder): Subscription {
  const now = (): number => holder.opened?.clock.now() ?? 0;
  const time = timeWords(holder);
  const jobCommands = new JobCommands();
  const tree = createLiveTree(viewIds.jobs, holder, jobsSource(now, time, jobCommands), true);
  const header = holder.follow((engine) => {
    const show = (): void => {
      const isSimulated = (holder.opened?.simulation ?? null) !== null;
      const downloads = fleetSentence(downloadStatus(engine.jobs, now()), isSimulated);
      const held = heldBulks(engine.jobs).map(heldSentence);
      const { offline, loginsHeld } = engine;
      const message = [
        offline === null ? '' : offlineSentence(offline, time),
        loginsHeld === null ? '' : loginsHeldSentence(loginsHeld, time),
        engine.paused ? 'The engine is paused.' : '',
        ...held,
        ...behindSentences(engine.jobs),
        downloads,
      ]
        .filter((part) => part !== '')
        .join(' ');
      setTreeHeader(tree.view, { message });
    };
    const batch = new RefreshBatch<null>(show);
    batch.setVisible(tree.view.visible);
    show();
    return [
      batch,
      tree.view.onDidChangeVisibility(({ visible }) => batch.setVisible(visible)),
      onDidPauseOrResume(engine, show),
      onDidChangeContact(engine, show),
      engine.jobs.onDidChange(() => batch.addAll()),
    ];
  });
  return {
    dispose() {
      header.dispose();
      tree.dispose();
      jobCommands.dispose();
    },
  };
}

function jobsSource(now: () => number, time: TimeWords, jobCommands: JobCommands): TreeSource<Node> {
  const nodes = new NodeMap<Node>();
  const jobNode = (jobId: string): JobNode => nodes.of({ kind: 'job', id: `job:${jobId}`, jobId });
  const groupNode = (group: JobGroup): GroupNode => nodes.of({ kind: 'group', id: `jobs:${group}` });
  let groups: ReadonlyMap<JobGroup, readonly Job[]> = new Map();
  /** By job: what decides where in the view it stands, and what the rows of others say because of it. */
  const drawnAs = new Map<string, string>();
  const place = (job: Job, group: JobGroup): string =>
    [
      group,
      job.priority,
      job.holdsBatch?.found,
      job.countsAsFailure,
      job.hopAhead,
      job.hopsProved.length,
    ].join();

  const groupOfNode = (node: GroupNode): JobGroup | undefined =>
    jobGroups.find((group) => groupNode(group) === node);
  const stepNode = (jobId: string, stepId: string): StepNode =>
    nodes.of({ kind: 'step', id: `step:${jobId}:${stepId}`, jobId, stepId });
  // VS Code opens or closes a row only when it first sees its id: the current hop is another row than before.
  const hopNode = (jobId: string, { hop, isCurrent }: Hop): HopNode =>
    nodes.of({ kind: 'hop', id: `hop:${jobId}:${hop}${isCurrent ? ':current' : ''}`, jobId, hop });
  const hopOf = (job: Job | undefined, node: HopNode): Hop | undefined =>
    job && hopsOf(job).find(({ hop }) => hop === node.hop);
  const stepOf = (job: Job | undefined, node: StepNode): ShownStep | undefined => {
    const step = job?.steps.find(({ id }) => id === node.stepId);
    return job && step && shownStep(job, step);
  };

  return {
    children(engine, node) {
      if (node === undefined) {
        groups = groupJobs(engine.jobs.all());
        for (const [group, jobs] of groups) for (const job of jobs) drawnAs.set(job.id, place(job, group));
        return jobGroups.filter((group) => (groups.get(group) ?? []).length > 0).map(groupNode);
      }
      if (node.kind === 'group') {
        const group = groupOfNode(node);
        return (group === undefined ? [] : (groups.get(group) ?? [])).map(({ id }) => jobNode(id));
      }
      const job = engine.jobs.get(node.jobId);
      if (node.kind === 'step' || job === undefined) return [];
      const hops = hopsOf(job);
      if (node.kind === 'job' && hops.length > 1) return hops.map((hop) => hopNode(job.id, hop));
      const steps = node.kind === 'job' ? job.steps : (hopOf(job, node)?.steps ?? []);
      return steps.map(({ id }) => stepNode(job.id, id));
    },

    item(engine, node) {
      if (node.kind === 'group') {
        const group = groupOfNode(node);
        if (group === undefined) return undefined;
        const count = groups.get(group)?.length ?? 0;
        return groupItem(
          node.id,
          jobGroupLabels[group],
          count,
          groupIcons[group],
          openIf(group !== 'finished'),
        );
      }
      const job = engine.jobs.get(node.jobId);
      if (job === undefined) return undefined;
      const live = engine.jobs.live(job.id);
      if (node.kind === 'step') {
        const step = stepOf(job, node);
        return step && treeItem(node.id, stepLook(step, live, now()), TreeItemCollapsibleState.None);
      }
      if (node.kind === 'hop') {
        const hop = hopOf(job, node);
        return hop && treeItem(node.id, hopLook(job, hop), openIf(hop.isCurrent));
      }
      const situation = {
        live,
        percent: jobProgress(job, live),
        paused: engine.paused,
        isOffline: isOfflineFor(engine, job),
        wait: engine.jobs.waitOf(job),
        waiting: waitingFor(job, engine.jobs).length,
        suspended: suspendedBy(engine, job),
      };
      const item = treeItem(node.id, jobLook(job, situation), expansion(job));
      item.command = jobCommands.of(job.id);
      return item;
    },

    tooltip(engine, node) {
      if (node.kind === 'group' || node.kind === 'hop') return undefined;
      const job = engine.jobs.get(node.jobId);
      if (node.kind === 'job') {
        return job && jobTooltip(job, engine.jobs.waitOf(job), suspendedBy(engine, job), time);
      }
      const step = stepOf(job, node);
      return job && step && stepTooltip(job, step, time);
    },

    watch: (engine, refresh) => [
      onDidPauseOrResume(engine, () => refresh.addAll()),
      onDidChangeContact(engine, () => refresh.addAll()),
      onDidChangeSuspended(engine, () => {
        for (const { jobId } of engine.suspended) refresh.add(jobNode(jobId));
      }),
      engine.jobs.onDidChange((job) => {
        const group = groupOf(job, newestJobs(engine.jobs.all()));
        if (drawnAs.get(job.id) === place(job, group)) refresh.add(jobNode(job.id));
        else refresh.addAll();
      }),
    ],
  };
}

function expansion(job: Job): TreeItemCollapsibleState {
  if (job.steps.length === 0) return TreeItemCollapsibleState.None;
  return openIf(job.status === 'active');
}

function openIf(isOpen: boolean): TreeItemCollapsibleState {
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
