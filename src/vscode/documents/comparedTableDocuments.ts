/**
 * The tables of before and after as two read-only documents in VS Code's diff editor. They are made when they are
 * shown, also by a window that was restored with them.
 */
import { type Disposable, Uri } from 'vscode';
import { comparedTables, type ComparedTables } from '../../exchange/comparedTables.ts';
import type { Job } from '../../jobs/job.ts';
import type { ComparedPart, JobComparison } from '../../jobs/outcome/jobComparison.ts';
import { serialSchema } from '../../panos/serial.ts';
import type { Subscription } from '../../ports/events.ts';
import { systemClock } from '../../ports/systemClock.ts';
import { areaTitles, isTableArea, type TableArea } from '../../validation/comparison/areaTitles.ts';
import { showDifferences, showDocuments } from '../exits/documents.ts';
import { comparedTablesScheme } from '../commandIds.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { hostnameOf, jobDevices } from '../words/jobTexts.ts';

export interface ComparedTableDocuments extends Subscription {
  /** Opens the diff editor. */
  show(job: Job, comparison: JobComparison, area: TableArea): Promise<void>;
}

type Side = keyof ComparedTables;

export function createComparedTableDocuments(holder: EngineHolder): ComparedTableDocuments {
  // The diff editor asks for both sides at the same time, and both are made together.
  const underWay = new Map<string, Promise<ComparedTables>>();
  const textsOf = ({ jobId, hop, member, area }: Wanted): Promise<ComparedTables> => {
    const key = JSON.stringify([jobId, hop, member, area]);
    const made =
      underWay.get(key) ??
      readTables(holder, { jobId, hop, member, area }).finally(() => underWay.delete(key));
    underWay.set(key, made);
    return made;
  };
  const provider: Disposable = showDocuments(comparedTablesScheme, {
    async text({ query }) {
      const wanted = readQuery(query);
      return wanted === null ? '' : (await textsOf(wanted))[wanted.side];
    },
  });
  return {
    async show(job, { hop, member, before, after }, area) {
      const uriOf = (side: Side): Uri => uri(job, { hop, member }, area, side);
      const title = `${nameOf(job, member)}: ${areaTitles[area]} on ${before.swVersion} ↔ ${after.swVersion}`;
      await showDifferences(uriOf('before'), uriOf('after'), title);
    },
    dispose: () => void provider.dispose(),
  };
}

interface Wanted extends ComparedPart {
  readonly jobId: string;
  readonly area: TableArea;
  readonly side: Side;
}

function nameOf(job: Job, member: ComparedPart['member']): string {
  return member === null ? jobDevices(job) : hostnameOf(job, member);
}

/** The path is what the tab shows; a host name may hold anything. */
function uri(job: Job, { hop, member }: ComparedPart, area: TableArea, side: Side): Uri {
  const name = nameOf(job, member).replace(/[^\w. +-]/g, '_');
  const whose = member === null ? {} : { member };
  const query = new URLSearchParams({ job: job.id, hop: String(hop), ...whose, area, side }).toString();
  const path = `/${name} hop ${hop} ${areaTitles[area]} ${side}.txt`;
  return Uri.from({ scheme: comparedTablesScheme, path, query });
}

function readQuery(query: string): Wanted | null {
  const values = new URLSearchParams(query);
  const area = values.get('area') ?? '';
  if (!isTableArea(area)) return null;
  const side = values.get('side') === 'before' ? 'before' : 'after';
  const member = serialSchema.nullable().catch(null).parse(values.get('member'));
  return { jobId: values.get('job') ?? '', hop: Number(values.get('hop')), member, area, side };
}

async function readTables(
  holder: EngineHolder,
  { jobId, hop, member, area }: Omit<Wanted, 'side'>,
): Promise<ComparedTables> {
  const { engine } = await holder.require();
  const comparison = await engine.comparison(jobId, { hop, member });
  if (comparison === null) {
    const text = 'Not compared: a snapshot file is missing or damaged.\n';
    return { before: text, after: text };
  }
  return comparedTables(comparison, area, () => systemClock.sleep(0));
}
