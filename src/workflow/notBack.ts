/** That a device did not come back from its restart in time, in words: in which phase of its boot it was, and for how long. */

export type BootPhase =
  /** It still answers from the boot before. */
  | 'old_boot'
  | 'silent'
  /** Something listens that gives no answer of PAN-OS: HTML, an empty page, 5xx, a redirect. */
  | 'web_server'
  /** Credentials are refused: the service that knows them is not up yet, or they have changed. */
  | 'authentication'
  /** PAN-OS answers, with errors. */
  | 'errors'
  /** It says who it is, and not yet that it is ready. */
  | 'system'
  | 'auto_commit';

/** What was seen of a boot when its limit ran out. */
export interface BootSeen {
  readonly phase: BootPhase;
  /** How long it had been in this phase. */
  readonly phaseMinutes: number;
  /** The limit was moved by what was seen. */
  readonly gaveTime: boolean;
}

export type NotBack =
  | ({ readonly how: 'silent'; readonly minutes: number; readonly lastWords: string } & Partial<BootSeen>)
  | ({ readonly how: 'not_ready'; readonly minutes: number; readonly why: string } & Partial<BootSeen>);

/** To follow who it is about. */
export const phaseWords: Readonly<Record<BootPhase, string>> = {
  old_boot: 'it answered from the boot before',
  silent: 'no answer',
  web_server: 'its web server answered, and the rest did not',
  authentication: 'it refused the credentials: it still boots, or they are not good any more',
  errors: 'it answered with errors',
  system: 'it answered and was not ready',
  auto_commit: 'its auto-commit ran',
};

export function notBackWords(trouble: NotBack): string {
  const { minutes } = trouble;
  switch (trouble.how) {
    case 'silent':
      return `${withoutProof(trouble)} ${trouble.lastWords}${atLast(trouble)} ${thenWords(trouble.phase)}`;
    case 'not_ready':
      return (
        `The device restarted but was not ready ${minutes} minutes later: ${trouble.why}${atLast(trouble)} ` +
        thenWords(trouble.phase)
      );
  }
}

/** A device that answers is back, be it with an error page; that it runs the new boot is what nobody has seen. */
function withoutProof({ minutes, phase = 'silent' }: Extract<NotBack, { how: 'silent' }>): string {
  return phase === 'silent'
    ? `The device did not come back within ${minutes} minutes of its restart.`
    : `The device answers, but ${minutes} minutes after its restart was sent it has not said which version it runs.`;
}

function thenWords(phase: BootPhase = 'silent'): string {
  switch (phase) {
    case 'authentication':
      return 'Test its connection; set its credentials where they have changed.';
    // To wait for longer changes nothing about a commit that fails, or runs for hours.
    case 'auto_commit':
      return 'Look at its tasks and its system log.';
    default:
      return 'Look at its console; a larger panosUpgrade.firewall.rebootReadyTimeout waits longer.';
  }
}

/** Empty where an earlier release did not write it down. */
function atLast({ phase, phaseMinutes, gaveTime }: Partial<BootSeen>): string {
  if (phase === undefined) return '';
  const moved = gaveTime === true ? ' Each new phase of its boot had given it more time.' : '';
  return ` For the last ${phaseMinutes ?? 0} minutes: ${phaseWords[phase]}.${moved}`;
}
