/** What the user sets by hand, and is part of the truth: certificates that are trusted, and words for devices. */
import * as z from 'zod';
import { type AddressName, readAddress } from '../panos/address.ts';
import { type Fingerprint, readFingerprint } from '../panos/fingerprint.ts';
import { serialSchema } from '../panos/serial.ts';

/** A certificate the user trusts. The subject and its end are for people; a pin known by its fingerprint alone has none. */
export const pinSchema = z.object({
  address: z.string().transform((text, context): AddressName => {
    const address = readAddress(text);
    if (address !== null) return address;
    context.addIssue({ code: 'custom', message: 'no address' });
    return z.NEVER;
  }),
  fingerprint: z.string().transform((text, context): Fingerprint => {
    const fingerprint = readFingerprint(text);
    if (fingerprint !== null) return fingerprint;
    context.addIssue({ code: 'custom', message: 'no SHA-256 fingerprint' });
    return z.NEVER;
  }),
  subject: z.string().optional(),
  validTo: z.string().optional(),
});
export type Pin = z.infer<typeof pinSchema>;

/** A word the user gives devices that share a link; null takes it away. */
export const sitesSchema = z.object({ serials: z.array(serialSchema).min(1), site: z.string().nullable() });
export type Sites = z.infer<typeof sitesSchema>;
