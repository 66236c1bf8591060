import assert from 'node:assert/strict';
import { installSoftware } from '../../../../src/panos/commands/software.ts';
import { DeviceError, type Delivery, type DeviceErrorKind } from '../../../../src/panos/errors.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import type { StepResult } from '../../../../src/workflow/stepResult.ts';
import type { DeviceEffect } from '../../../../src/workflow/effect.ts';
import { carryEffect } from '../../../../src/workflow/effects/carryEffect.ts';
import { evidence, fakeContext, systemInfo } from '../fakeContext.ts';

/** An effect that is needed, and that a probe finds to have happened. */
const effect: DeviceEffect = {
  name: 'install 10.2.10',
  command: installSoftware('10.2.10'),
  isRepeatable: false,
  sends: () => 3,
  observe: async () => ({ kind: 'needed', evidence: evidence() }),
  follow: async () => ({ kind: 'done', message: 'installed' }),
  probe: async () => ({ kind: 'happened', deviceJob: 21, why: 'found' }),
};

async function carry(
  kind: DeviceErrorKind,
  delivery: Delivery,
  deviceText?: string,
): Promise<{ result: StepResult; records: string[] }> {
  const { context, clock, records } = fakeContext({ 'show system info': () => systemInfo(6000) }, () =>
    Promise.reject(
      new DeviceError({
        kind,
        delivery,
        deviceText,
        device: 'fw',
        operation: 'install',
        what: 'it went wrong',
      }),
    ),
  );
  return { result: await clock.drive(carryEffect(context, effect)), records };
}

/** What never leaves, until it is given up. */
async function carryInVain(
  kind: DeviceErrorKind,
  delivery: Delivery,
): Promise<{ error: DeviceError; records: string[]; at: number }> {
  const what = 'it went wrong';
  const { context, clock, records } = fakeContext({ 'show system info': () => systemInfo(6000) }, () =>
    Promise.reject(new DeviceError({ kind, delivery, device: 'fw', operation: 'install', what })),
  );
  const error = await clock.drive(carryEffect(context, effect).catch((thrown: unknown) => thrown));
  assert.ok(error instanceof DeviceError);
  return { error, records, at: clock.now() };
}

const ASKED = ['INTENT', 'ISSUED', 'ADOPTED', 'DONE'];

describe('carryEffect', () => {
  it('takes a refusal in words of PAN-OS for a refusal', async () => {
    const { result, records } = await carry('device_refused', 'answered', 'Image is not there.');
    assert.equal(result.ending, 'failed');
    assert.deepEqual(records, ['INTENT', 'FAILED']);
  });

  it('asks the device after an answer that proves nothing', async () => {
    assert.deepEqual((await carry('device_refused', 'answered', 'op command timed out')).records, ASKED);
    assert.deepEqual(
      (await carry('authentication', 'answered')).records,
      ASKED,
      'a 403 of something in between',
    );
    assert.deepEqual((await carry('http_status', 'answered')).records, ASKED);
    assert.deepEqual((await carry('no_answer', 'unknown')).records, ASKED);
  });

  it('sends again what certainly did not leave, and gives up in the end', async () => {
    const begun = new VirtualClock().now();
    const { error, records, at } = await carryInVain('unreachable', 'not_sent');
    assert.equal(error.kind, 'unreachable');
    assert.deepEqual([...new Set(records)], ['INTENT', 'NOT_SENT']);
    const minutes = (at - begun) / 60_000;
    assert.ok(minutes >= 10 && minutes < 11, `given up after ${minutes} minutes`);
  });

  it('does not repeat a login that was refused, nor meet a changed certificate again', async () => {
    for (const kind of ['authentication', 'pin_mismatch'] as const) {
      assert.deepEqual((await carry(kind, 'not_sent')).records, ['INTENT', 'FAILED'], kind);
    }
  });
});
