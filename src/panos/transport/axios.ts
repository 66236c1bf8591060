/** axios in a file of its own, which is loaded with the first request (scripts/build.ts, LOADED_LATER). */
export { default as axios } from 'axios';
