/**
 * Every path that a document names exists. The rule for whoever writes one:
 *
 * - What stands in backticks is a path when it begins with a folder of the project (`src/…`) or ends as its files do
 *   (`….ts`, `….json`). So is, in a block of commands, what begins with a folder of the project.
 * - It is written from the root; from `src/` or `test/` will do. A folder may end in `/` or in `/**`.
 * - A bare file name is that of a file in the folder named last before it in the same section, else it must be the only
 *   one of that name.
 * - `…` and `<…>` stand for a part of a name: such words are no paths.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['src', 'test', 'docs', 'scripts', 'webview-ui', 'resources', 'media'] as const;
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
];

/** Words that look like paths of the project and are none, with the reason. */
const NO_PATHS: Readonly<Record<string, string>> = {
  '.test.ts': 'the ending of tests',
  'version_hashes.json': 'a file of the user',
  '.vscode/settings.json': 'a file of the user',
  'out/bench.json': 'written by the benches',
  'dist/sbom.cdx.json': 'written when a VSIX is packed',
};

const files = new Set([
  ...readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name).slice(ROOT.length + 1)] : [],
    ),
  ),
]);
const folders = new Set([...files].flatMap((file) => foldersOf(file)));
const named = Map.groupBy(files, (file) => basename(file));

function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

interface Word {
  readonly text: string;
  readonly isCommand: boolean;
}

/** Words in backticks, and in blocks those that stand by themselves. */
function wordsOf(section: string): Word[] {
  return section.split(/^```/m).flatMap((part, index) => {
    const isCommand = index % 2 === 1;
    const found = part.matchAll(isCommand ? /([^\s'"]+)/g : /`([^`\n]+)`/g);
    return [...found].map(([, text = '']) => ({ text, isCommand }));
  });
}

function isPath({ text, isCommand }: Word): boolean {
  if (/[…<\s]/.test(text) || text in NO_PATHS) return false;
  const isOfProject = FOLDERS.some((folder) => text.startsWith(`${folder}/`));
  return isOfProject || (!isCommand && /\w\.(ts|mjs|js|json|md|css|sql)$/.test(text));
}

/** The file or folder that is meant; null when there is none. @param folder the one that was named last. */
function resolve(path: string, folder: string): string | null {
  const plain = path.replace(/\/(\*.*)?$/, '');
  const all = plain.includes('/')
    ? ['', 'src/', 'test/'].map((root) => `${root}${plain}`)
    : [`${folder}/${plain}`, plain];
  const found = all.find((candidate) => files.has(candidate) || folders.has(candidate));
  if (found !== undefined || plain.includes('/')) return found ?? null;
  const [only, ...more] = named.get(plain) ?? [];
  return only !== undefined && more.length === 0 ? only : null;
}

/** Paths in a document that lead nowhere, and how many there are in all. */
function readDocument(text: string): { readonly wrong: string[]; readonly count: number } {
  const wrong: string[] = [];
  let count = 0;
  for (const section of text.split(/^#+ /m)) {
    let folder = '';
    for (const { text: path } of wordsOf(section).filter(isPath)) {
      count += 1;
      const found = resolve(path, folder);
      if (found === null) wrong.push(path);
      else if (path.includes('/')) folder = folders.has(found) ? found : dirname(found);
    }
  }
  return { wrong, count };
}

/** Where the links of a document lead, but for those to the web. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );
}

describe('the documents', () => {
  for (const document of DOCUMENTS) {
    const text = readFileSync(join(ROOT, document), 'utf8');

    it(`name paths that exist: ${document}`, () => {
      assert.deepEqual(readDocument(text).wrong, []);
    });

    it(`link to files that exist: ${document}`, () => {
      const targets = linksOf(text).map((target) => join(dirname(document), target));
      assert.deepEqual(
        targets.filter((target) => !files.has(target)),
        [],
      );
    });
  }

  it('are read: ARCHITECTURE.md and PANOS.md name hundreds of paths', () => {
    for (const document of ['docs/ARCHITECTURE.md', 'docs/PANOS.md'])
      assert.ok(readDocument(readFileSync(join(ROOT, document), 'utf8')).count > 150, document);
  });

  it('are held to the rule', () => {
    const wrong = [
      '`src/jobs/noJob.ts` and `src/nowhere/`, `panels/jobPanel.ts`, `nowhere.ts`, `src/nowhere/**`',
      '`src/jobs/job.ts` and `jobStep.ts`; `main.ts` is the name of several',
      '```sh\nnpx mocha test/unit/panos/versions.test.ts\n```',
    ].flatMap((text) => readDocument(text).wrong);
    assert.deepEqual(wrong, [
      ...['src/jobs/noJob.ts', 'src/nowhere/', 'panels/jobPanel.ts', 'nowhere.ts', 'src/nowhere/**'],
      ...['jobStep.ts', 'main.ts'],
      'test/unit/panos/versions.test.ts',
    ]);
    const right =
      '# One\n`src/simulator/` with `main.ts`, `src/vscode/**`, `jobs/job.ts`, `unit/panos/version.test.ts`, ' +
      '`jobReducer.ts`, `package.json`, `….ts`, `status/<serial>.json`, `npm test`';
    assert.deepEqual(readDocument(right).wrong, []);
  });
});
