/**
 * The file by which a running simulated fleet is found: where it listens, how to log in, whom to trust. Only what is
 * private to the user is believed, and only addresses of this machine: whoever could name another one would be sent what
 * is meant for the fleet.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isLoopback } from '../../panos/loopback.ts';
import { readPrivateFile, writePrivateFile } from './privatePlace.ts';

const FILE_NAME = 'fleet.json';

/** `127.0.0.1:PORT` or `[::1]:PORT`, in the one spelling that the simulator writes. */
const ADDRESS = /^(?:(127(?:\.\d{1,3}){3})|\[(::1)\]):([1-9]\d{0,4})$/;

/** @returns null for what is no address of this machine */
export function readFleetAddress(text: string): { readonly host: string; readonly port: number } | null {
  const [, ipv4, ipv6, digits] = ADDRESS.exec(text) ?? [];
  const address = { host: ipv4 ?? ipv6 ?? '', port: Number(digits) };
  return isLoopback(address) && address.port <= 65_535 ? address : null;
}

const addressSchema = z.string().refine((text) => readFleetAddress(text) !== null);
/** SHA-256, as OpenSSL prints it. */
const fingerprintSchema = z.string().regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);

const fleetFileSchema = z
  .object({
    name: z.string(),
    /** Real time. */
    startedAt: z.iso.datetime(),
    /** The fleet's time: see ScaledTime. */
    time: z.object({ speed: z.number().positive(), realEpoch: z.number(), simEpoch: z.number() }),
    /** Of the pretend Panorama. */
    panorama: addressSchema,
    username: z.string().min(1),
    /** Of a fleet that pretends; no secret. */
    password: z.string().min(1),
    /** Fingerprints by address: all of the fleet, Panorama included. */
    pins: z.record(addressSchema, fingerprintSchema),
    /** Absolute path of the JSON lines of the effect log. */
    effectLog: z.string(),
    /** The real path of the folder that it was started for; null: whoever finds this file knows what it is for. */
    workspace: z.string().nullable(),
    /** Where the process itself can be asked and told to end, by those who know the secret. */
    control: z.object({
      address: addressSchema,
      fingerprint: fingerprintSchema,
      secret: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  })
  .refine(({ panorama, pins }) => panorama in pins);

export type FleetFile = z.output<typeof fleetFileSchema>;

/** Writes `fleet.json` into `dir`, which makePrivateFolder has made, at once or not at all. */
export function writeFleetFile(dir: string, file: FleetFile): void {
  writePrivateFile(join(dir, FILE_NAME), `${JSON.stringify(file, null, 2)}\n`);
}

/** What `dir` says about a fleet, running or not; null where there is nothing that can be believed. */
export function readFleetFile(dir: string): FleetFile | null {
  try {
    return fleetFileSchema.parse(JSON.parse(readPrivateFile(join(dir, FILE_NAME))));
  } catch {
    return null;
  }
}

/** Removes the file if it still speaks of the fleet with this secret. */
export function removeFleetFile(dir: string, secret: string): void {
  if (readFleetFile(dir)?.control.secret === secret) rmSync(join(dir, FILE_NAME), { force: true });
}
