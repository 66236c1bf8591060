import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions } from '../../../src/panos/version.ts';
import { pathFrom } from '../../../src/planning/pathFrom.ts';
import { planUpgrade } from '../../../src/planning/plan.ts';
import { readUpgradePaths, type UpgradePaths } from '../../../src/planning/upgradePaths.ts';

function table(lines: Readonly<Record<string, readonly string[]>>): UpgradePaths {
  const read = readUpgradePaths(JSON.stringify(lines));
  assert.ok('paths' in read, JSON.stringify(read));
  return read.paths;
}

describe('pathFrom', () => {
  const paths = table({
    '10.1.14': ['10.2.10', '11.1.4-h7'],
    '10.1.6': ['10.2.10', '11.1.4-h7'],
    '11.0.4': ['11.1.2', '11.1.6'],
    '11.0.5': ['11.1.2', '11.2.7'],
    '11.0.6': ['11.1.3'],
    '11.0.7': ['11.1.3', '11.1.6'],
  });

  it('is the line of the version', () => {
    assert.deepEqual(pathFrom('10.1.14', paths), {
      versions: ['10.2.10', '11.1.4-h7'],
      target: '11.1.4-h7',
      line: null,
    });
  });

  it('is the rest of the lines that pass through it, when they agree', () => {
    assert.deepEqual(pathFrom('10.2.10', paths), {
      versions: ['11.1.4-h7'],
      target: '11.1.4-h7',
      line: 'Its path is the rest of the line "10.1.14".',
    });
  });

  it('is none where lines disagree, where one ends, and where there is none', () => {
    for (const version of ['11.1.2', '11.1.3', '11.1.4-h7', '9.1.0']) {
      assert.equal(pathFrom(version, paths), undefined, version);
    }
  });
});

describe('the path of a release train', () => {
  const paths = table({
    '10.1.14-h4': ['10.1.15'],
    '10.1.14-h*': ['10.1.14-h6', '10.2.10', '11.1.4-h7'],
    '10.1.*': ['10.1.14-h10', '10.2.13'],
    '10.2.*': ['10.2.13', '11.1.6-h3'],
  });
  const versions = (version: string) => pathFrom(version, paths)?.versions;

  it('is taken where there is no line of the version itself, and the longest goes first', () => {
    assert.deepEqual(versions('10.1.14-h4'), ['10.1.15']);
    assert.deepEqual(versions('10.1.14-h5'), ['10.1.14-h6', '10.2.10', '11.1.4-h7']);
    assert.deepEqual(versions('10.1.9-h3'), ['10.1.14-h10', '10.2.13']);
    assert.equal(pathFrom('10.1.9-h3', paths)?.line, 'Its path is the line "10.1.*".');
    assert.equal(versions('11.0.1'), undefined);
    assert.equal(versions('10.10.1'), undefined);
  });

  it('of hotfixes is not that of the release without one', () => {
    assert.deepEqual(versions('10.1.14'), ['10.1.14-h10', '10.2.13']);
    assert.equal(pathFrom('10.1.14', table({ '10.1.14-h*': ['10.2.10'] })), undefined);
    assert.equal(pathFrom('10.1.141-h1', table({ '10.1.14-h*': ['10.2.10'] })), undefined);
  });

  it('leaves out the stops that are not newer than what runs, by the order of hotfixes', () => {
    for (const version of ['10.1.14-h6', '10.1.14-h8', '10.1.14-h10'])
      assert.deepEqual(versions(version), ['10.2.10', '11.1.4-h7'], version);
    assert.equal(
      pathFrom('10.1.14-h8', paths)?.line,
      'Its path is the line "10.1.14-h*". It runs 10.1.14-h8 already, so 10.1.14-h6 is left out.',
    );
    assert.equal(pathFrom('10.1.14-h6', paths)?.line, 'Its path is the line "10.1.14-h*".');
    assert.deepEqual(versions('10.1.15'), ['10.2.13']);
  });

  it('goes before the rest of a line through the version', () => {
    assert.deepEqual(versions('10.2.10'), ['10.2.13', '11.1.6-h3']);
  });

  it('is at its end for a device that runs the target, or something newer', () => {
    const ends = table({ '10.1.14-h*': ['10.1.14-h6'] });
    for (const [version, says] of [
      ['10.1.14-h6', 'The device already runs 10.1.14-h6, the target of its path.'],
      [
        '10.1.14-h8',
        'The device already runs 10.1.14-h8, which is newer than 10.1.14-h6, the target of its path.',
      ],
    ] as const) {
      const plan = planUpgrade({
        currentVersion: version,
        model: 'PA-440',
        paths: ends,
        listed: [],
        mode: 'stepwise',
      });
      assert.ok(!plan.ok);
      assert.deepEqual([plan.trouble.code, plan.brief], ['at_target', says]);
    }
  });
});

/** Versions close together, so that they meet often. */
const version = fc
  .tuple(
    fc.constantFrom('10.1', '10.2', '11.1'),
    fc.integer({ min: 9, max: 11 }),
    fc.option(fc.integer({ min: 1, max: 12 })),
  )
  .map(
    ([release, maintenance, hotfix]) => `${release}.${maintenance}${hotfix === null ? '' : `-h${hotfix}`}`,
  );
const start = fc.oneof(
  version,
  version.map((one) => `${one.split('-')[0] ?? one}-h*`),
  fc.constantFrom('10.1.*', '10.2.*', '11.1.*'),
);
const stops = fc.uniqueArray(version, { minLength: 1, maxLength: 4 });
/** Of each line what leads upwards from it; lines of which nothing is left are none. */
const lines = fc.dictionary(start, stops, { maxKeys: 8 }).map((all) =>
  Object.fromEntries(
    Object.entries(all)
      .map(([key, path]) => {
        const lowest = key.replace('-h*', '-h0').replace('.*', '.0-c0');
        const upwards = path.filter((stop) => compareVersions(lowest, stop) < 0);
        return [key, upwards.toSorted(compareVersions)] as const;
      })
      .filter(([, path]) => path.length > 0),
  ),
);

describe('any table of paths', () => {
  it('never leads a device downwards, and takes its own line, else the longest that fits', () => {
    let [own, trains] = [0, 0];
    fc.assert(
      fc.property(lines, version, (all, running) => {
        const found = pathFrom(running, table(all));
        const [release = running] = running.split('-');
        const fitting = [
          running,
          ...(running.includes('-h') ? [`${release}-h*`] : []),
          `${release.split('.').slice(0, 2).join('.')}.*`,
        ].find((key) => Object.hasOwn(all, key));
        if (fitting !== undefined) {
          if (fitting === running) own += 1;
          else trains += 1;
          const line = all[fitting] ?? [];
          assert.deepEqual(
            found?.versions,
            line.filter((stop) => compareVersions(stop, running) > 0),
          );
          assert.equal(found.target, line.at(-1));
        }
        const way = [running, ...(found?.versions ?? [])];
        assert.deepEqual(way, way.toSorted(compareVersions));
        assert.equal(new Set(way).size, way.length);
      }),
      { numRuns: 3000, seed: 15 },
    );
    assert.ok(own > 20 && trains > 500, `${own} ${trains}`);
  });
});
