/**
 * Builds what runs: the extension, the simulator's own process, the pages and the host tests, all into dist/.
 * Types are not checked here (`npm run check` does that), so a build takes less than a second.
 *
 *   node scripts/build.ts             with source maps
 *   node scripts/build.ts --minify    as packed for users
 *   node scripts/build.ts --watch     and again at every change
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { PROJECT_ROOT } from './projectRoot.ts';

/** The extension host of the oldest VS Code in `engines.vscode` runs Node 22, its pages Chromium 138. */
const HOST_TARGET = 'node22';
const PAGE_TARGET = 'chrome138';

export interface BuildOptions {
  readonly minify: boolean;
}

/** The sets of controls in webview-ui/ui. */
export const CONTROL_SETS = ['toolkit', 'native'] as const;
export type ControlSetName = (typeof CONTROL_SETS)[number];

/** Files of packages that ship as they are, beside the bundles: by package, their names in dist. */
export const COPIED_FILES: Readonly<Record<string, string>> = { 'sql.js': 'sql-wasm.wasm' };

/**
 * Builds everything once.
 * @returns what went into the bundles that ship
 * @throws when something does not compile; esbuild has said what on the terminal.
 */
export async function build(options: BuildOptions): Promise<readonly esbuild.Metafile[]> {
  prepareOutput();
  return buildAll(shippedBundles(options), [hostTests(options)]);
}

/** What would go into the bundles that ship, minified as for users; nothing is written. */
export async function bundleContents(): Promise<readonly esbuild.Metafile[]> {
  return buildAll(shippedBundles({ minify: true }).map((bundle) => ({ ...bundle, write: false })));
}

async function buildAll(
  shipped: readonly esbuild.BuildOptions[],
  others: readonly esbuild.BuildOptions[] = [],
): Promise<readonly esbuild.Metafile[]> {
  const [results] = await Promise.all([
    Promise.all(shipped.map((bundle) => esbuild.build({ ...bundle, metafile: true }))),
    ...others.map((bundle) => esbuild.build(bundle)),
  ]);
  // Its own process would stay for as long as this one.
  await esbuild.stop();
  return results.map(({ metafile }) => metafile);
}

/**
 * Builds the pages with this set of controls, whichever ships, minified as for users.
 * @returns what would be in dist/webview, by name; nothing is written
 */
export async function buildPages(controls: ControlSetName): Promise<ReadonlyMap<string, string>> {
  const plugins = [controlsFrom(controls)];
  const bundle: esbuild.BuildOptions = { ...pageBundle({ minify: true }), plugins, write: false };
  const { outputFiles = [] } = await esbuild.build(bundle);
  await esbuild.stop();
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

async function watch(): Promise<void> {
  prepareOutput();
  const options = { minify: false };
  for (const bundle of [...shippedBundles(options), hostTests(options)]) {
    const context = await esbuild.context({ ...bundle, logLevel: 'info' });
    await context.watch();
  }
}

function common({ minify }: BuildOptions): esbuild.BuildOptions {
  return {
    absWorkingDir: PROJECT_ROOT,
    bundle: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    minify,
    sourcemap: !minify,
  };
}

function forNode(options: BuildOptions): esbuild.BuildOptions {
  return {
    ...common(options),
    platform: 'node',
    format: 'cjs',
    target: HOST_TARGET,
    outExtension: { '.js': '.cjs' },
  };
}

function shippedBundles(options: BuildOptions): esbuild.BuildOptions[] {
  return [
    {
      ...forNode(options),
      entryPoints: [
        ...files('src/extension.ts').map((file) => ({ in: file, out: 'extension' })),
        ...files('src/simulator/main.ts').map((file) => ({ in: file, out: 'simulator' })),
        ...LOADED_LATER.map((file) => ({ in: file, out: basename(file, '.ts') })),
      ],
      external: ['vscode'],
      // axios asks whether it runs in a browser; VS Code logs an error for every extension that asks so.
      define: { navigator: 'undefined' },
      alias: {
        // axios brings it for uploads, and with it the content types of all files there are: nothing is uploaded here.
        'form-data': NOTHING,
        // axios brings these for redirects and proxies, neither of which is ever used here, and with them a logger.
        'follow-redirects': NOTHING,
        'https-proxy-agent': NOTHING,
      },
      // What is imported when it is needed is asked for as a module of CommonJS, like all that is bundled.
      supported: { 'dynamic-import': false },
      plugins: [loadedLater, withoutUnreached, withoutJsonSchema],
      outdir: 'dist',
    },
    pageBundle(options),
  ];
}

const NOTHING = './scripts/emptyModule.json';

/**
 * What an editor that only starts does not need: in files of their own beside the bundle, loaded at their first use. They
 * are libraries and nothing of ours: what two files have of our own code they would have twice.
 */
const LOADED_LATER: readonly string[] = ['src/panos/transport/axios.ts', 'src/store/sqlJs.ts'];

const loadedLater: esbuild.Plugin = {
  name: 'loaded later',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return null;
      const file = relative(PROJECT_ROOT, join(resolveDir, path)).replaceAll('\\', '/');
      return LOADED_LATER.includes(file) ? { path: `./${basename(file, '.ts')}.cjs`, external: true } : null;
    });
  },
};

/** Parts of packages that nothing here can reach, and that a bundler does not find to be so by itself. */
const UNREACHED: readonly { readonly importer: RegExp; readonly parts: RegExp }[] = [
  // Three ways to send, two of which are for browsers.
  { importer: /axios[\\/]lib[\\/]adapters[\\/]adapters\.js$/, parts: /^\.\/(xhr|fetch)\.js$/ },
  // What is dangerous in other languages than XML and HTML, which are all that fast-xml-parser asks for.
  {
    importer: /is-unsafe[\\/]src[\\/]index\.js$/,
    parts: /^\.\/contexts\/(svg|sql|sql-strict|shell|redos|nosql|log)\.js$/,
  },
];

const withoutUnreached: esbuild.Plugin = {
  name: 'without what is not reached',
  setup(build) {
    for (const { importer, parts } of UNREACHED)
      build.onResolve({ filter: parts }, (asked) =>
        importer.test(asked.importer) ? { path: join(PROJECT_ROOT, NOTHING) } : null,
      );
  },
};

/** Each schema of zod can say itself as a JSON Schema, for which nobody asks here: what does that is left out. */
const withoutJsonSchema: esbuild.Plugin = {
  name: 'without JSON Schema',
  setup(build) {
    const filter = /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/;
    build.onLoad({ filter }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm);
      const exported = [...names].map(([, name]) => `export const ${name} = nothing;`);
      return { contents: ['const nothing = () => nothing;', ...exported].join('\n') };
    });
  },
};

function hostTests(options: BuildOptions): esbuild.BuildOptions {
  return {
    ...forNode(options),
    // Mocha finds its own parts at run time, so it cannot be bundled.
    external: ['vscode', 'mocha'],
    entryPoints: files('test/host/**/*.test.ts', 'test/host/index.ts'),
    outbase: 'test/host',
    outdir: 'dist/test/host',
  };
}

function pageBundle(options: BuildOptions): esbuild.BuildOptions {
  return {
    ...common(options),
    platform: 'browser',
    format: 'iife',
    target: PAGE_TARGET,
    // One script and, where it imports styles, one style sheet per page, named after the page.
    entryPoints: files('webview-ui/*/main.ts').map((file) => ({ in: file, out: basename(dirname(file)) })),
    outdir: 'dist/webview',
  };
}

/** Leads the one import that chooses the controls (webview-ui/ui/controls.ts) to this set. */
function controlsFrom(set: ControlSetName): esbuild.Plugin {
  return {
    name: 'controls',
    setup(build) {
      build.onResolve({ filter: /^\.\/\w+\/\w+Controls\.ts$/ }, ({ resolveDir }) => ({
        path: join(resolveDir, set, `${set}Controls.ts`),
      }));
    },
  };
}

/** Tests that were deleted must not run again, and sql.js looks for its WebAssembly beside the bundle. */
function prepareOutput(): void {
  rmSync(join(PROJECT_ROOT, 'dist/test'), { recursive: true, force: true });
  mkdirSync(join(PROJECT_ROOT, 'dist'), { recursive: true });
  for (const [name, file] of Object.entries(COPIED_FILES))
    copyFileSync(join(PROJECT_ROOT, 'node_modules', name, 'dist', file), join(PROJECT_ROOT, 'dist', file));
}

function files(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: PROJECT_ROOT }).sort();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { minify: { type: 'boolean' }, watch: { type: 'boolean' } } });
  await (values.watch === true ? watch() : build({ minify: values.minify === true }));
}
