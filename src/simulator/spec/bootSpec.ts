/** What a fleet file says about how one device starts. Real devices differ in all of these. Part of fleetSpec.ts. */
import * as z from 'zod';

/** Instead of what the fleet's timing says. */
const minutes = z.number().min(0).optional();

export const bootSchema = z.strictObject({
  /** So many AutoCom jobs end with FAIL before one ends with OK. */
  autoComFails: z.int().min(0).default(0),
  /** False: no AutoCom ends with OK, and the device never forwards. */
  autoComEndsWell: z.boolean().default(true),
  /** Jobs that appear right after the last AutoCom; 29 of them push it off the end of `show jobs all`. */
  laterJobs: z.int().min(0).default(0),
  /** `show chassis-ready` says yes before AutoCom ends. */
  chassisReadyEarly: z.boolean().default(false),
  /** How long it is down; goes before bootMinutes. */
  silentMinutes: minutes,
  /** How long only its web server is up. */
  htmlMinutes: minutes,
  /** How long it then lets nobody in. */
  noAuthenticationMinutes: minutes,
  /** How long each AutoCom runs. */
  autoComMinutes: minutes,
  softwareBusyMinutes: minutes,
  /** What its web server says while it is alone; left out: a page, with 200 on PA-VM and 503 on others. */
  whileStarting: z.enum(['html', 'http_503', 'http_403']).optional(),
  /** How it refuses logins while it lets nobody in; other requests are refused with 403 in either case. */
  loginWhileBooting: z.enum(['invalid_credential', 'not_connected']).default('invalid_credential'),
  /** False: `show chassis-ready` does not exist, as reported of some chassis. */
  chassisReadyCommand: z.boolean().default(true),
  /** API keys from before a boot are refused after it. */
  losesKeys: z.boolean().default(false),
});
