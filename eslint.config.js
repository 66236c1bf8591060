// What the linter asks: typescript-eslint's strict, type-checked rules and the part of the design's law that is
// about ambient things (time, chance, timers). Who may import whom is checked by dependency-cruiser.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { oneSpelling, readSerials } from './scripts/oneSpelling.ts';

/** The rooms that are handed a Clock and an Rng, and so can be run and crashed at will in tests. */
const engines = ['ports', 'panos', 'inventory', 'planning', 'validation', 'workflow', 'jobs'];

/** The few files that stand between the engines and the machine. */
const adapters = [
  'src/ports/systemClock.ts',
  'src/ports/rng.ts',
  'src/panos/transport/httpsTransport.ts',
  'src/panos/transport/pinningAgent.ts',
];

const useClock = 'Engines are handed a Clock (src/ports/clock.ts).';
const useRng = 'Engines are handed an Rng (src/ports/rng.ts).';

const wholeZod = {
  selector:
    "ImportDeclaration[source.value='zod'] > :matches(ImportDefaultSpecifier, ImportSpecifier[imported.name='z'])",
  message: 'Write "import * as z from \'zod\'": otherwise all its languages are bundled (350 kB).',
};

/** What of VS Code shows nothing, and so may be used anywhere. */
const silentParts = [
  'CodeActionKind',
  'commands',
  'DiagnosticSeverity',
  'Disposable',
  'env',
  'ExtensionMode',
  'EventEmitter',
  'FileType',
  'languages',
  'Position',
  'ProgressLocation',
  'QuickPickItemKind',
  'Range',
  'Selection',
  'ThemeColor',
  'ThemeIcon',
  'TreeItemCollapsibleState',
  'Uri',
  'workspace',
  'WorkspaceEdit',
];
const useExit = 'Texts reach the editor through src/vscode/exits/, which quotes them.';
const shownMembers =
  '/^(badge|description|detail|html|label|message|placeHolder|placeholder|prompt|text|title|tooltip|validationMessage|accessibilityInformation)$/';

export default defineConfig(
  { ignores: ['**/node_modules/', 'dist/', 'out/', '.demo/', '.vscode-test/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', module: 'writable' } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { ours: { rules: { 'one-spelling': oneSpelling, 'read-serials': readSerials } } },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'test/tsconfig.json', 'webview-ui/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', wholeZod],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An async function without await is how something synchronous keeps the promise of a port.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'webview-ui/**/*.ts'],
    rules: { 'ours/one-spelling': 'error', 'ours/read-serials': 'error' },
  },
  {
    files: ['src/simulator/**/*.ts'],
    // It shares no types with what is tested against it, and knows no serials but those that its fleet file spells.
    rules: { 'ours/read-serials': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    // A listener's own failure must be seen, and may not reach whoever fires the event.
    ignores: ['src/simulator/main.ts', 'src/cli/**', 'src/ports/events.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/vscode/**/*.ts', 'src/extension.ts'],
    ignores: ['src/vscode/exits/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'vscode', allowImportNames: silentParts, allowTypeImports: true, message: useExit },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'env', property: 'clipboard', message: useExit },
        { property: 'postMessage', message: useExit },
        { property: 'registerTextDocumentContentProvider', message: useExit },
        { property: 'registerHoverProvider', message: useExit },
        { property: 'registerInlayHintsProvider', message: useExit },
        { property: 'registerCompletionItemProvider', message: useExit },
      ],
      'no-restricted-syntax': [
        'error',
        wholeZod,
        {
          selector: `AssignmentExpression > MemberExpression.left[property.name=${shownMembers}]`,
          message: useExit,
        },
        {
          selector:
            "CallExpression[callee.property.name='executeCommand'] > Literal[value=/^(vscode\\.diff|workbench\\.action\\.terminal\\..*)$/]",
          message: useExit,
        },
      ],
    },
  },
  {
    files: engines.map((room) => `src/${room}/**/*.ts`),
    ignores: adapters,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: useClock },
        { name: 'setInterval', message: useClock },
        { name: 'setImmediate', message: useClock },
        { name: 'performance', message: useClock },
        { name: 'fetch', message: 'Engines are handed a Transport (src/panos/transport/transport.ts).' },
        { name: 'crypto', message: useRng },
        { name: 'process', message: 'Engines know nothing of the process they run in.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: useClock },
        { object: 'AbortSignal', property: 'timeout', message: useClock },
        { object: 'Math', property: 'random', message: useRng },
      ],
      'no-restricted-syntax': [
        'error',
        wholeZod,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: useClock },
        { selector: "CallExpression[callee.name='Date']", message: useClock },
      ],
    },
  },
);
