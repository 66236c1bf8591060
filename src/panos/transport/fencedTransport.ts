/** An owner that was replaced while it waited, for a login or for its turn, sends nothing any more. */
import type { Transport } from './transport.ts';

/** @param assertOwner throws when the storage has another owner by now; asked before every request. */
export function fencedTransport(transport: Transport, assertOwner: () => void): Transport {
  return {
    async call(request) {
      assertOwner();
      return transport.call(request);
    },
    async meet(request) {
      assertOwner();
      return transport.meet(request);
    },
    close: () => transport.close(),
  };
}
