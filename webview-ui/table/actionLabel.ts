/** What stands on a button that is about the selected rows. */
import type { ActionView } from '../protocol.ts';
import type { Selection } from './tableState.ts';

type Labels = Pick<ActionView, 'label' | 'labelForOne' | 'labelForNone' | 'isAboutRows'>;

export function labelOf(
  { label, labelForOne, labelForNone, isAboutRows }: Labels,
  { count, hidden }: Selection,
): string {
  if (count === 0 && labelForNone !== undefined) return labelForNone;
  const counted =
    count === 1 && labelForOne !== undefined ? labelForOne : label.replace('{n}', String(count));
  return hidden > 0 && isAboutRows === true ? `${counted} (${hidden} hidden by the filter)` : counted;
}
