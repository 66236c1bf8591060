/** The row of the Fleet page of a device that somebody took over: what nobody had seen of it then may be known since. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../../src/engine/engineContract.ts';
import { fleetRow } from '../../../../src/vscode/panels/fleet/fleetTable.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job } from '../../../support/sampleJob.ts';
import { fakeEngine } from '../fakeEngine.ts';

const handedOver = job({
  status: 'cancelled',
  handedOverTo: 'ada',
  message: 'Handed over to ada: nothing more is sent.',
  left: [
    {
      serial: device().serial,
      kind: 'restarting',
      version: '11.1.4',
      ran: '11.1.0',
      since: 1,
      before: null,
      isSent: true,
    },
  ],
});

describe('a device on the Fleet page that somebody took over', () => {
  const rowWith = (leftOn: Engine['leftOn']): unknown => {
    const engine = { ...fakeEngine('owner', [handedOver]), paused: false, leftOn };
    return fleetRow(engine, device(), handedOver).cells[6];
  };

  it('has what is left on it, until a look shows that it is over', () => {
    const { serial, hostname } = device();
    const states = [{ kind: 'may_be_restarting', version: '11.1.4' }] as const;
    const left = rowWith(() => ({ serial, hostname, jobId: handedOver.id, states }));
    assert.ok(typeof left === 'string' && left.includes('not seen to be back'), String(left));
    assert.equal(
      rowWith(() => undefined),
      'Handed over to ada: nothing more is sent.',
    );
  });
});
