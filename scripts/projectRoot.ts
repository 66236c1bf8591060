/** The project's root folder: scripts work the same from wherever they are started. */
import { dirname } from 'node:path';

export const PROJECT_ROOT = dirname(import.meta.dirname);
