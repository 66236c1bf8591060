/** What a fleet file says about the one account of its devices, their keys and their logins. Part of spec/fleetSpec.ts. */
import * as z from 'zod';
import { roleSchema } from './roles.ts';

export const credentialsSchema = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
  /** Of this account, on its firewalls and on Panorama; left out: a superuser. */
  roles: z.strictObject({ firewall: roleSchema.optional(), panorama: roleSchema.optional() }).default({}),
  /** Each login then gives a key of its own, which ends after so long; left out: always the same one, without an end. */
  keyLifetimeMinutes: z.number().positive().optional(),
  /** What is said to a key that has ended: both were reported. */
  oldKeyAnswer: z.enum(['key_expired', 'invalid_credential']).default('key_expired'),
  /** After so many refused logins in a row, on whatever devices, all logins are refused; left out: never. */
  lockOut: z
    .strictObject({
      afterRefusals: z.int().positive(),
      /** Left out: until somebody unlocks the account, which nobody does here. */
      minutes: z.number().positive().optional(),
    })
    .optional(),
  /** Somebody confirms each login on a phone, or does not; left out: nobody is asked. */
  secondFactor: z.strictObject({ seconds: z.number().positive(), approved: z.boolean() }).optional(),
});

export type Credentials = z.output<typeof credentialsSchema>;
