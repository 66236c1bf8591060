/** What a fleet file says about how one device starts. Real devices differ in all of these. Part of fleetSpec.ts. */
import * as z from 'zod';

export const bootSchema = z.strictObject({
  /** So many AutoCom jobs end with FAIL before one ends with OK. */
  autoComFails: z.int().min(0).default(0),
  /** False: no AutoCom ends with OK, and the device never forwards. */
  autoComEndsWell: z.boolean().default(true),
  /** Jobs that appear right after the last AutoCom; 29 of them push it off the end of `show jobs all`. */
  laterJobs: z.int().min(0).default(0),
  /** `show chassis-ready` says yes before AutoCom ends. */
  chassisReadyEarly: z.boolean().default(false),
  /** Instead of timing.softwareBusySeconds. */
  softwareBusyMinutes: z.number().min(0).optional(),
  /** API keys from before a boot are refused after it. */
  losesKeys: z.boolean().default(false),
});
