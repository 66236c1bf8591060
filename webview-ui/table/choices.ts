/** What the user chose, kept while the page is taken apart: VS Code does that whenever another tab covers it. */
import type { TableChoices } from '../protocol.ts';
import type { TableState } from './tableState.ts';

/** @param table the page's identity */
export function choicesOf(table: string, { sorting, filter, counter, leftOut }: TableState): TableChoices {
  return { table, sorting, filter, counter, leftOut: [...leftOut] };
}

/**
 * The state with what was chosen before.
 * @param kept from VS Code; what is not understood, or is about another table, changes nothing
 */
export function restoreChoices(state: TableState, table: string, kept: unknown): TableState {
  if (typeof kept !== 'object' || kept === null) return state;
  const choices = kept as Readonly<Partial<Record<keyof TableChoices, unknown>>>;
  if (choices.table !== table) return state;
  const { sorting, filter, counter, leftOut } = choices;
  return {
    ...state,
    sorting: isSorting(sorting) ? sorting : null,
    filter: typeof filter === 'string' ? filter : '',
    counter: typeof counter === 'string' ? counter : null,
    leftOut: new Set(Array.isArray(leftOut) ? leftOut.filter((id) => typeof id === 'string') : []),
  };
}

function isSorting(value: unknown): value is TableState['sorting'] & object {
  return (
    typeof value === 'object' &&
    value !== null &&
    'column' in value &&
    Number.isInteger(value.column) &&
    'descending' in value &&
    typeof value.descending === 'boolean'
  );
}
