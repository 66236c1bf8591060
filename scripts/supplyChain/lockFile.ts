/** package-lock.json, as far as what we ask of it goes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PROJECT_ROOT } from '../projectRoot.ts';

const entrySchema = z.object({
  version: z.string().optional(),
  /** Where it was fetched from; npm leaves it out where it is told so, and then takes the registry that is set. */
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  /** Needed for development alone. */
  dev: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
});

const lockSchema = z.object({
  lockfileVersion: z.number(),
  /** By folder from the root; ours is ''. */
  packages: z.record(z.string(), entrySchema),
});

const versionsSchema = z.record(z.string(), z.string()).default({});

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: versionsSchema,
  devDependencies: versionsSchema,
  optionalDependencies: versionsSchema,
});

export type LockFile = z.output<typeof lockSchema>;
export type Manifest = z.output<typeof manifestSchema>;

export function readLockFile(): LockFile {
  return lockSchema.parse(readJson('package-lock.json'));
}

export function readManifest(): Manifest {
  return manifestSchema.parse(readJson('package.json'));
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, name), 'utf8'));
}
