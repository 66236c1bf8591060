/** Style sheets are imported for esbuild, which puts them beside the page's script. */
declare module '*.css';
