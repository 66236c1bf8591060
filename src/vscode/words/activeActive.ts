/** What a user must know, and decide on, before an active/active pair is upgraded. */

/** What the engine cannot prove, in the words of the question before it. docs/PANOS.md "High availability". */
export const ACTIVE_ACTIVE_WARNING =
  'Its order was proved on simulated devices only. That one member forwards is proved before each restart; that floating addresses and sessions have moved to it is not, and is yours to watch.';
