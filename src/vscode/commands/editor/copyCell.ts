/** *Copy* in the menu of a table's cell: VS Code hands over what the page has written beside the cell. */
import * as z from 'zod';
import { copyLine } from '../../exits/clipboard.ts';
import type { Command } from '../asking/commandParts.ts';

const cellSchema = z.object({ text: z.string() });

export const copyCell: Command = async (_parts, target) => {
  const cell = cellSchema.safeParse(target);
  if (cell.success) await copyLine(cell.data.text);
};
