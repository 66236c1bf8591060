/** What a fleet file says about the network between the tool and the fleet. Part of fleetSpec.ts. */
import * as z from 'zod';

export const networkOutageSchema = z.strictObject({
  /** From the beginning of the fleet. */
  afterSeconds: z.number().min(0),
  seconds: z.number().positive(),
  /** `refused`: connections come to nothing at once; `dropped`: nothing is ever heard; `dns`: no name is known any more. */
  how: z.enum(['refused', 'dropped', 'dns']),
  /** Whose devices cannot be reached; left out: nobody can, Panorama neither. */
  deviceGroups: z.array(z.string().min(1)).optional(),
});

export type Away = z.output<typeof networkOutageSchema>['how'];
