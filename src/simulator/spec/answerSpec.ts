/**
 * In which of the forms that occur one firewall answers, where releases, models and places differ. The usual ones unless a
 * fleet file says otherwise. Part of fleetSpec.ts.
 */
import * as z from 'zod';

export const answersSchema = z.strictObject({
  /** What stands for the zone in `show clock`: a name, or a number where the zone has none. */
  timeZone: z
    .string()
    .regex(/^(?:[A-Z]{3,5}|[+-]\d{2}(?:\d{2})?)$/, 'must look like UTC, +03 or +0530')
    .default('UTC'),
  /** `indented`: `show clock more` sets its lines in, with blank ones between. */
  clockLines: z.enum(['plain', 'indented']).default('plain'),
  /** `several`: the second port has a further address and one of IPv6, the third one that it learned. */
  addresses: z.enum(['one', 'several']).default('one'),
  /** Neighbours that are asked for in vain. */
  unresolvedArp: z.int().min(0).default(0),
  /** `flat`: sensors have no slots around them. */
  environment: z.enum(['slots', 'flat']).default('slots'),
  /** `sentence`: a software check that fails is a success, with a sentence in place of the list. */
  failedCheck: z.enum(['error', 'sentence']).default('error'),
  /** `debug swm status`: the versions of both partitions, or that clients of the API are not told. Both were reported. */
  partitions: z.enum(['told', 'refused']).default('refused'),
});
