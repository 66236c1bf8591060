/**
 * The law of docs/ARCHITECTURE.md: who may import whom. A room is a folder of src/; a room may import itself, the
 * ports, and the rooms named here, types included. What is not named is forbidden.
 */
const engineRooms = {
  ports: [],
  panos: [],
  inventory: ['panos'],
  planning: ['panos'],
  validation: ['panos'],
  workflow: ['validation', 'planning', 'inventory', 'panos'],
  jobs: ['workflow', 'validation', 'planning', 'inventory', 'panos'],
};

const allEngineRooms = Object.keys(engineRooms);

const rooms = {
  ...engineRooms,
  exchange: allEngineRooms,
  cli: ['exchange', ...allEngineRooms],
  vscode: ['exchange', ...allEngineRooms],
};

/**
 * The rooms inside the large rooms, the lowest floor first. A room may import the floors below it; rooms that share a
 * floor do not know each other. '.' is what lies at the top of the large room itself: mostly its ground, which every
 * room in it stands on; in the simulator, and among commands, what puts the rooms together.
 */
export const floors = {
  panos: [['.'], ['xml', 'transport'], ['calls'], ['answers', 'client'], ['commands']],
  'panos/answers': [['.'], ['forwarding', 'health', 'panorama']],
  validation: [['.'], ['comparison', 'checks'], ['readiness']],
  inventory: [['csv'], ['.']],
  workflow: [['.'], ['plan'], ['proof'], ['pair'], ['left', 'effects'], ['backup'], ['steps']],
  jobs: [['.'], ['left'], ['plan', 'submission', 'outcome'], ['survey', 'work']],
  engine: [['settings'], ['.']],
  vscode: [
    ['.'],
    ['exits'],
    ['engine'],
    ['words', 'csv'],
    ['trust'],
    ['actions'],
    ['trees'],
    ['statusBar', 'documents'],
    ['panels'],
    ['commands'],
    ['notices'],
  ],
  'vscode/panels': [['page'], ['job', 'fleet', 'preview', 'reading', 'comparison']],
  'vscode/commands': [['asking'], ['devices', 'jobs', 'editor'], ['.']],
  simulator: [
    ['time', 'server'],
    ['faults'],
    ['spec'],
    ['device'],
    ['software'],
    ['ha'],
    ['boot'],
    ['answers'],
    ['api'],
    ['panorama'],
    ['.'],
  ],
};

/** The wiring: src/*.ts, the engine put together, and the command line's own; it knows all the parts. */
const composers = ['^src/[^/]+\\.ts$', '^src/engine/', '^src/cli/main\\.ts$'];

/** The few files that stand between the engines and the machine. */
const adapters = [
  'src/ports/systemClock\\.ts$',
  'src/panos/transport/(axios|httpsTransport|pinningAgent)\\.ts$',
];

const inRooms = (names) => `^src/(${names.join('|')})/`;

const roomRules = Object.entries(rooms).map(([room, known]) => ({
  name: `${room}-knows-only`,
  comment: `${room} may import: ${['ports', ...known].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: composers },
  to: {
    path: '^(src|webview-ui)/',
    pathNot: [
      inRooms([room, 'ports', ...known]),
      // The panels speak with their pages through the protocol; the editor says which engine it is given, by which
      // settings, and what it may come with.
      ...(room === 'vscode'
        ? ['^webview-ui/protocol\\.ts$', '^src/engine/((engine(Contract)?|troubles)\\.ts$|settings/)']
        : []),
    ],
  },
}));

/** What stands in a room of a hall: its whole folder, or the files at the hall's own top. */
const inFloor = (hall, room) => (room === '.' ? `^src/${hall}/[^/]+\\.ts$` : `^src/${hall}/${room}/`);

const floorRules = Object.entries(floors).flatMap(([hall, levels]) => [
  ...levels.flatMap((level, height) =>
    level.map((room) => ({
      name: `${hall}-${room === '.' ? 'top' : room}-never-up`,
      comment: `In src/${hall} a room imports the floors below it only; see docs/ARCHITECTURE.md, "Rooms inside rooms".`,
      severity: 'error',
      from: { path: inFloor(hall, room) },
      to: {
        path: `^src/${hall}/`,
        pathNot: [room, ...levels.slice(0, height).flat()].map((known) => inFloor(hall, known)),
      },
    })),
  ),
  {
    name: `${hall}-rooms-have-a-floor`,
    comment: `A new room in src/${hall} is given its floor in .dependency-cruiser.mjs.`,
    severity: 'error',
    from: { path: `^src/${hall}/`, pathNot: levels.flat().map((room) => inFloor(hall, room)) },
    to: {},
  },
]);

/** Imports that are erased when the code runs. */
const typesOnly = ['type-only'];

export default {
  forbidden: [
    ...roomRules,
    ...floorRules,
    {
      name: 'store-knows-only-types',
      comment:
        'The store implements ports that the engines declare: it imports their types and nothing that runs.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^(src|webview-ui)/', pathNot: inRooms(['store', 'ports']), dependencyTypesNot: typesOnly },
    },
    {
      name: 'store-knows-only-types-of',
      comment: 'store may import types of: jobs, workflow, inventory, validation.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: {
        path: '^(src|webview-ui)/',
        pathNot: inRooms(['store', 'ports', 'jobs', 'workflow', 'inventory', 'validation']),
      },
    },
    {
      name: 'simulator-shares-nothing',
      comment:
        'The simulator must not share code with what is tested against it, but for the version order and what loopback is.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: {
        path: '^(src|webview-ui)/',
        pathNot: [inRooms(['simulator', 'ports']), '^src/panos/(version|loopback)\\.ts$'],
      },
    },
    {
      name: 'engine-without-editor',
      comment: 'src/engine is the engine without an editor: what the command line and the tests start.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: ['^src/(vscode|cli|extension)', '^webview-ui/'] },
    },
    {
      name: 'wiring-is-nobodys-import',
      comment: 'The wiring knows everything; of the rooms, only the editor knows the engine.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: ['^src/vscode/', ...composers] },
      to: { path: composers },
    },
    {
      name: 'vscode-only-in-the-editor-room',
      comment:
        'Only src/extension.ts and src/vscode/** (and the tests that run inside VS Code) import vscode.',
      severity: 'error',
      from: {
        path: '^(src|webview-ui|test)/',
        pathNot: ['^src/extension\\.ts$', '^src/vscode/', '^test/host/'],
      },
      to: { path: ['^vscode$', 'node_modules/@types/vscode/'] },
    },
    {
      name: 'toolkit-only-behind-its-wall',
      comment: 'The toolkit is deprecated: only webview-ui/ui/toolkit knows that it is there.',
      severity: 'error',
      from: { path: '^(src|webview-ui|test)/', pathNot: '^webview-ui/ui/toolkit/' },
      to: { path: '@vscode/webview-ui-toolkit' },
    },
    {
      name: 'controls-are-chosen-once',
      comment: 'Pages import webview-ui/ui/controls.ts, which alone says of which set they are.',
      severity: 'error',
      from: { path: '^webview-ui/', pathNot: '^webview-ui/ui/(controls\\.ts$|toolkit/|native/)' },
      to: { path: '^webview-ui/ui/(toolkit|native)/' },
    },
    {
      name: 'pages-stand-alone',
      comment: 'A page runs in a browser: it imports webview-ui alone.',
      severity: 'error',
      from: { path: '^webview-ui/' },
      to: { path: '^(src|test|scripts)/' },
    },
    {
      name: 'pages-use-no-node',
      severity: 'error',
      from: { path: '^webview-ui/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engines-touch-no-machine',
      comment:
        'Engines are handed a Clock, an Rng, a Transport, a Store: no Node module and no axios in them.',
      severity: 'error',
      from: { path: inRooms(allEngineRooms), pathNot: adapters },
      to: {
        dependencyTypes: ['core'],
        pathNot: '^(node:)?(buffer|events|util|url|net|string_decoder)',
      },
    },
    {
      name: 'engines-make-no-requests',
      comment: 'Only the HTTPS transport knows axios, and only the store sql.js.',
      severity: 'error',
      from: { path: inRooms(allEngineRooms), pathNot: adapters },
      to: { path: 'node_modules/(axios|sql\\.js)/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(src|webview-ui)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(src|webview-ui)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: typesOnly,
        pathNot: ['^vscode$', 'node_modules/@types/'],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
