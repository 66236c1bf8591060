/** What each device of a job said of itself last, folded from the job's records: what its ending may claim of it. */
import { type DeviceReading, isOlder } from '../inventory/readings.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';
import type { Job, Run } from './job.ts';

type Seen = NonNullable<Run['seen']>;

/** The runs after one more record. */
export function withLastSeen(runs: Job['runs'], record: JournalRecord): Job['runs'] {
  const readings = readingsIn(record);
  if (readings.length === 0) return runs;
  return runs.map((run) =>
    readings.some(({ serial }) => serial === run.serial) ? seenBy(run, readings, record.at) : run,
  );
}

function readingsIn(record: JournalRecord): readonly DeviceReading[] {
  switch (record.kind) {
    case 'PLAN_FIXED':
      return readingsOfPlan(record);
    case 'INTENT': {
      const { serial, at, swVersion } = record.data.evidence;
      return [{ serial, at, swVersion }];
    }
    case 'STEP_END':
    case 'JOB_ENDED':
      return record.data.readings ?? [];
    default:
      return [];
  }
}

/** What the devices said when their job was planned. */
export function readingsOfPlan({
  data,
  at,
}: Extract<JournalRecord, { kind: 'PLAN_FIXED' }>): readonly DeviceReading[] {
  return data.runs.map(({ serial, startingVersion, readAt }) => {
    return { serial, at: readAt ?? at, swVersion: startingVersion };
  });
}

function seenBy(run: Run, readings: readonly DeviceReading[], now: number): Run {
  let seen: Seen = run.seen ?? { version: null, haState: null };
  for (const { serial, at, swVersion, haState, haReason = null } of readings) {
    if (serial !== run.serial) continue;
    if (swVersion !== undefined && isNews(seen.version, at, now))
      seen = { ...seen, version: { value: swVersion, reason: null, at } };
    if (haState !== undefined && haState !== null && isNews(seen.haState, at, now))
      seen = { ...seen, haState: { value: haState, reason: haReason, at } };
  }
  return { ...run, seen };
}

function isNews(known: Seen['version'], at: number, now: number): boolean {
  return known === null || !isOlder(at, known.at, now);
}
