import assert from 'node:assert/strict';
import { DeviceError } from '../../../src/panos/errors.ts';
import type { ApiRequest } from '../../../src/panos/transport/transport.ts';
import type { NetworkOutage } from '../../../src/simulator/network.ts';
import { parseFleetSpec } from '../../../src/simulator/spec/fleetSpec.ts';
import { simulatorTransport } from '../../support/simulatorTransport.ts';
import { CREDENTIALS, PAIR, pair, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';
import { Bench, SHOW, type FleetChanges } from './sampleFleet.ts';

const TARGETS = ['panorama', STANDALONE, ...PAIR];
const REFUSED = 'unreachable not_sent: the connection was refused';

/** A fleet and the transport of tests to it. */
class Caller {
  readonly bench: Bench;

  constructor(more: FleetChanges = {}) {
    this.bench = new Bench([standalone({ deviceGroup: 'branch' }), ...pair()], 1, more);
  }

  /** How a request ends, and how long that takes, in seconds. */
  async call(
    target: string,
    form: Record<string, string> = LOGIN,
    timeoutMs = 30_000,
  ): Promise<[string, number]> {
    return this.#ended(
      simulatorTransport(this.bench.fleet).call({ ...this.#request(target), form, timeoutMs }),
    );
  }

  async meet(target: string): Promise<[string, number]> {
    return this.#ended(simulatorTransport(this.bench.fleet).meet(this.#request(target)));
  }

  async #ended(work: Promise<unknown>): Promise<[string, number]> {
    const { clock } = this.bench;
    const begun = clock.now();
    const how = await clock.drive(
      work.then(
        () => 'answered',
        (error: unknown) =>
          error instanceof DeviceError ? `${error.kind} ${error.delivery}: ${error.what}` : String(error),
      ),
    );
    return [how, Math.round((clock.now() - begun) / 1000)];
  }

  #request(target: string): Omit<ApiRequest, 'form' | 'timeoutMs'> {
    const { devices, panorama } = this.bench.fleet;
    const host = target === 'panorama' ? panorama.address : (devices.get(target)?.address ?? '');
    return { address: { host, port: 443 }, device: target, operation: 'test' };
  }
}

const LOGIN = { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password };

/** How each target is away. */
const away = ({ bench }: Caller): (string | null)[] =>
  TARGETS.map((target) => bench.fleet.network.isAway(target));

describe('simulator: the network', () => {
  it('is away for all or for some, for as long as it was said', async () => {
    const caller = new Caller();
    const { fleet, clock } = caller.bench;
    fleet.network.away({ how: 'refused', seconds: 20, targets: [STANDALONE, 'panorama'] });
    assert.deepEqual(away(caller), ['refused', 'refused', null, null]);
    assert.deepEqual(await caller.call(PAIR[0]), ['answered', 0]);
    await clock.advanceBy(21_000);
    assert.deepEqual(away(caller), [null, null, null, null]);
    fleet.network.away({ how: 'dns', seconds: 20 });
    assert.deepEqual(away(caller), ['dns', 'dns', 'dns', 'dns']);
  });

  it('sends nothing while it is away, at once or when the time of the call is over', async () => {
    for (const [how, ending] of [
      ['refused', [REFUSED, 0]],
      ['dns', ['unreachable not_sent: the host name is not known', 0]],
      ['dropped', ['unreachable not_sent: no connection within 45 s', 45]],
    ] as const) {
      const caller = new Caller();
      const { fleet } = caller.bench;
      fleet.network.away({ how, seconds: 60 });
      assert.deepEqual(await caller.call(STANDALONE, LOGIN, 45_000), ending);
      assert.equal(fleet.account.logins, 0);
      await caller.bench.clock.advanceBy(60_000);
      assert.deepEqual(await caller.call(STANDALONE), ['answered', 0]);
    }
  });

  it('takes the answer to a call along that is under way, and the device carries it out', async () => {
    for (const [how, ending] of [
      ['refused', ['no_answer unknown: the connection broke before an answer came', 5]],
      ['dropped', ['no_answer unknown: no answer within 60 s', 60]],
      ['dns', ['answered', 10]],
    ] as const) {
      const caller = new Caller();
      const { fleet, clock } = caller.bench;
      fleet.fault(STANDALONE, { kind: 'call', command: 'keygen', what: { how: 'delay', seconds: 10 } });
      void clock.sleep(5000).then(() => fleet.network.away({ how, seconds: 2 }));
      assert.deepEqual(await caller.call(STANDALONE, LOGIN, 60_000), ending);
      assert.deepEqual([fleet.account.logins, fleet.account.refusals], [1, 0]);
    }
  });

  it('lets nobody be met while it is away, nor where nobody listens', async () => {
    const caller = new Caller();
    const { bench } = caller;
    assert.deepEqual(await caller.meet(STANDALONE), ['answered', 0]);
    const outage: NetworkOutage = { how: 'dropped', seconds: 30, targets: [STANDALONE] };
    bench.fleet.network.away(outage);
    assert.deepEqual(await caller.meet(STANDALONE), ['unreachable not_sent: no connection within 30 s', 30]);
    bench.fleet.network.away({ ...outage, how: 'refused' });
    assert.deepEqual(await caller.meet(STANDALONE), [REFUSED, 0]);
    await bench.clock.advanceBy(30_000);
    await bench.send(STANDALONE, '<request><restart><system></system></restart></request>');
    await bench.clock.advanceBy(60_000);
    assert.deepEqual(await caller.meet(STANDALONE), [REFUSED, 0]);
    assert.deepEqual(await caller.meet(PAIR[0]), ['answered', 0]);
  });

  it('is away as the fleet file says, for device groups or for all', async () => {
    const networkOutages: FleetChanges['networkOutages'] = [
      { afterSeconds: 100, seconds: 50, how: 'dropped', deviceGroups: ['branch'] },
      { afterSeconds: 200, seconds: 50, how: 'refused' },
    ];
    const caller = new Caller({ networkOutages });
    const { clock } = caller.bench;
    assert.deepEqual(away(caller), [null, null, null, null]);
    await clock.advanceBy(120_000);
    assert.deepEqual(away(caller), [null, 'dropped', null, null]);
    await clock.advanceBy(100_000);
    assert.deepEqual(away(caller), ['refused', 'refused', 'refused', 'refused']);
    await clock.advanceBy(100_000);
    assert.deepEqual(away(caller), [null, null, null, null]);
    const nowhere = [{ afterSeconds: 0, seconds: 1, how: 'dns' as const, deviceGroups: ['nowhere'] }];
    assert.throws(
      () => parseFleetSpec({ ...sampleSpec([standalone()]), networkOutages: nowhere }),
      /networkOutages\.0\.deviceGroups: no device is in nowhere/,
    );
  });

  it('changes nothing in what devices do', async () => {
    const caller = new Caller();
    const { bench } = caller;
    await bench.restart(STANDALONE);
    bench.fleet.network.away({ how: 'dropped', seconds: 7200 });
    await bench.clock.advanceBy(3_600_000);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), ['restart_accepted', 'went_down', 'booted 10.1.14']);
    assert.match(await bench.ask(STANDALONE, SHOW.systemInfo), /<sw-version>10\.1\.14/);
  });
});
