/** The Jobs view: what was asked for, in groups, each job with its steps as they happen. */
import { TreeItemCollapsibleState } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import type { Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { commandIds, viewIds } from '../commandIds.ts';
import type { EngineHolder } from '../engineHolder.ts';
import { jobAim, jobStatusWord, shownStep, stepStatusWord } from '../jobTexts.ts';
import { factLines } from '../markdown.ts';
import { newestJobs } from './attention.ts';
import { type JobGroup, jobGroupLabels, jobGroups, groupJobs, groupOf } from './jobGroups.ts';
import { jobLook, stepLook } from './jobLook.ts';
import { createLiveTree, type TreeSource } from './liveTree.ts';
import { type GroupNode, type JobNode, NodeMap, type StepNode } from './nodes.ts';
import { groupItem, treeItem } from './treeItems.ts';

type Node = GroupNode | JobNode | StepNode;

const groupIcons: Readonly<Record<JobGroup, string>> = {
  active: 'play-circle',
  queued: 'clock',
  attention: 'warning',
  finished: 'archive',
};

export function createJobsTree(holder: EngineHolder): Subscription {
  return createLiveTree(
    viewIds.jobs,
    holder,
    jobsSource(() => holder.opened?.clock.now() ?? 0),
  );
}

function jobsSource(now: () => number): TreeSource<Node> {
  const nodes = new NodeMap<Node>();
  const jobNode = (jobId: string): JobNode => nodes.of({ kind: 'job', id: `job:${jobId}`, jobId });
  const groupNode = (group: JobGroup): GroupNode => nodes.of({ kind: 'group', id: `jobs:${group}` });
  let groups: ReadonlyMap<JobGroup, readonly Job[]> = new Map();
  const drawnIn = new Map<string, JobGroup>();

  const groupOfNode = (node: GroupNode): JobGroup | undefined =>
    jobGroups.find((group) => groupNode(group) === node);
  const stepOf = (engine: Engine, node: StepNode): StepState | undefined =>
    engine.jobs.get(node.jobId)?.steps.find(({ id }) => id === node.stepId);

  return {
    children(engine, node) {
      if (node === undefined) {
        groups = groupJobs(engine.jobs.all());
        for (const [group, jobs] of groups) for (const { id } of jobs) drawnIn.set(id, group);
        return jobGroups.filter((group) => (groups.get(group) ?? []).length > 0).map(groupNode);
      }
      if (node.kind === 'group') {
        const group = groupOfNode(node);
        return (group === undefined ? [] : (groups.get(group) ?? [])).map(({ id }) => jobNode(id));
      }
      if (node.kind === 'step') return [];
      return (engine.jobs.get(node.jobId)?.steps ?? []).map(({ id }) =>
        nodes.of({ kind: 'step', id: `step:${node.jobId}:${id}`, jobId: node.jobId, stepId: id }),
      );
    },

    item(engine, node) {
      if (node.kind === 'group') {
        const group = groupOfNode(node);
        if (group === undefined) return undefined;
        const state =
          group === 'finished' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
        return groupItem(
          node.id,
          jobGroupLabels[group],
          groups.get(group)?.length ?? 0,
          groupIcons[group],
          state,
        );
      }
      const job = engine.jobs.get(node.jobId);
      if (job === undefined) return undefined;
      const live = engine.jobs.live(job.id);
      if (node.kind === 'step') {
        const step = stepOf(engine, node);
        if (step === undefined) return undefined;
        const look = stepLook(shownStep(job, step), live, now());
        return treeItem(node.id, look, TreeItemCollapsibleState.None);
      }
      const item = treeItem(node.id, jobLook(job, live, jobProgress(job, live)), expansion(job));
      item.command = { command: commandIds.showJob, title: 'Show Job', arguments: [node] };
      return item;
    },

    tooltip(engine, node) {
      if (node.kind === 'group') return undefined;
      const job = engine.jobs.get(node.jobId);
      if (node.kind === 'job') return job && jobTooltip(job);
      const step = stepOf(engine, node);
      return step && stepTooltip(step);
    },

    watch: (engine, refresh) => [
      engine.jobs.onDidChange((job) => {
        if (drawnIn.get(job.id) === groupOf(job, newestJobs(engine.jobs.all()))) refresh.add(jobNode(job.id));
        else refresh.addAll();
      }),
    ],
  };
}

function expansion(job: Job): TreeItemCollapsibleState {
  if (job.steps.length === 0) return TreeItemCollapsibleState.None;
  return job.status === 'active' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function jobTooltip(job: Job): string {
  return factLines([
    ['Job', job.id],
    ['Aim', jobAim(job)],
    ['Status', jobStatusWord(job)],
    [
      'Path',
      job.runs.map(({ startingVersion, path }) => [startingVersion ?? '?', ...path].join(' → ')).join(' | '),
    ],
    ['Asked for by', job.by],
    ['Asked for at', new Date(job.createdAt).toLocaleString()],
    ['Result', job.message],
  ]);
}

function stepTooltip(step: StepState): string {
  return factLines([
    ['Step', step.title],
    ['Why', step.reason],
    ['Status', stepStatusWord(step)],
    ['Result', step.message],
    ['Began', step.startedAt === null ? null : new Date(step.startedAt).toLocaleString()],
    ...Object.entries(step.facts).map(
      ([name, value]) => [name, value === null ? null : String(value)] as const,
    ),
  ]);
}
