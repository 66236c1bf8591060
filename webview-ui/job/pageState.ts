/** What the Job page knows, as the fold of what it was told. */
import type { JobView, ToPage } from '../protocol.ts';

export interface JobPageState {
  /** Null before the first snapshot, and when there is no such job. */
  readonly job: JobView | null;
  /** Why there is nothing to show. */
  readonly notice: string;
  /** What a screen reader says. Changes when a step or the job's status does, not with every percent. */
  readonly announcement: string;
}

export const initialState: JobPageState = { job: null, notice: 'Waiting for the job.', announcement: '' };

export function reduce(state: JobPageState, message: ToPage): JobPageState {
  switch (message.type) {
    case 'job':
      return { job: message.job, notice: '', announcement: announcementOf(message.job) };
    case 'noJob':
      return { ...state, job: null, notice: message.message, announcement: message.message };
    case 'table':
    case 'rows':
    case 'choices':
      return state;
  }
}

function announcementOf(job: JobView): string {
  const running = job.steps.find(({ status }) => status === 'running');
  return running === undefined ? `${job.statusWord}. ${job.message}` : `${job.statusWord}: ${running.title}`;
}
