/** sql.js in a file of its own, which is loaded with the first database (scripts/build.ts, LOADED_LATER). */
export { default as initSqlJs } from 'sql.js';
