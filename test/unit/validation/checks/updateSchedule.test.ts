import { updateSchedule } from '../../../../src/validation/checks/updateSchedule.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

/** A Thursday. */
const NOW = 'Thu Nov  5 23:00:00 CET 2026';

describe('the check of the update schedule', () => {
  const schedule = (what: string, rhythm: string, inside: string): string =>
    `<${what}><recurring><${rhythm}>${inside}</${rhythm}></recurring></${what}>`;
  const finding = (schedules: string, clock = NOW) =>
    judged(updateSchedule, {
      'config get update-schedule': `<update-schedule>${schedules}</update-schedule>`,
      'show clock': clock,
    });
  const weekly = (day: string, time: string): string =>
    schedule('anti-virus', 'weekly', `<day-of-week>${day}</day-of-week><at>${time}</at>`);

  it('fails for an update within the next two hours, also over midnight', async () => {
    assertFinding(
      await finding(schedule('threats', 'daily', '<at>00:30</at>')),
      'fail',
      /Within 2 hours .* threats at 00:30, its own time/,
    );
    assertFinding(await finding(schedule('threats', 'daily', '<at>23:00</at>')), 'fail', /threats at 23:00/);
    assertFinding(await finding(weekly('Friday', '01:00')), 'fail', /anti-virus at 01:00/);
    assertFinding(await finding(weekly('thursday', '23:00')), 'fail', /anti-virus at 23:00/);
  });

  it('passes what comes later: after the window, on another day, next week', async () => {
    const later = [
      schedule('threats', 'daily', '<at>01:01</at>'),
      schedule('threats', 'daily', '<at>22:59</at>'),
      weekly('saturday', '01:00'),
      weekly('thursday', '22:59'),
    ];
    for (const entry of later) assertFinding(await finding(entry), 'pass', /within 2 hours\.$/);
  });

  it('mentions those that no window can avoid', async () => {
    const often = schedule('wildfire', 'every-15-mins', '<at>7</at>') + schedule('dns', 'real-time', '');
    assertFinding(await finding(often), 'pass', /besides those of every hour or less: wildfire, dns/);
  });

  it('passes without a schedule, and asks for no time then', async () => {
    const none = { 'config get update-schedule': '' };
    assertFinding(await judged(updateSchedule, none), 'pass', /No dynamic updates are scheduled/);
  });

  it('does not know rhythms, days, times and clocks that it cannot read', async () => {
    const odd = [
      schedule('threats', 'monthly', '<at>01:30</at>'),
      weekly('someday', '01:00'),
      schedule('threats', 'daily', '<at>25:00</at>'),
      schedule('threats', 'daily', ''),
    ];
    for (const entry of odd) assertFinding(await finding(entry), 'unknown', /not clear when/);
    assertFinding(await finding(weekly('friday', '01:00'), 'late'), 'unknown', /clock cannot be read/);
  });
});
