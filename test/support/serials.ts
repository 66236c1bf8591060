/** Serials of made-up devices, which tests write short. Imports nothing that runs: see test/unit/store/samples.ts. */
import type { Serial } from '../../src/panos/serial.ts';

/** A serial as it stands, without being read. */
export function sn(text: string): Serial {
  return text as Serial;
}
