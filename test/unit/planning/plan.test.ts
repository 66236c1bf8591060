import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SoftwareImage } from '../../../src/panos/answers/software.ts';
import { compareVersions, featureRelease } from '../../../src/panos/version.ts';
import { type InstallMode, type NoPlan, planUpgrade, type UpgradePlan } from '../../../src/planning/plan.ts';
import { image } from './sampleImages.ts';

type Table = Readonly<Record<string, readonly string[]>>;

function plan(
  currentVersion: string,
  table: Table,
  listed: readonly SoftwareImage[] = [],
  mode: InstallMode = 'stepwise',
): UpgradePlan | NoPlan {
  return planUpgrade({
    model: 'PA-440',
    currentVersion,
    paths: new Map(Object.entries(table)),
    listed,
    mode,
  });
}

function planned(currentVersion: string, table: Table, listed: readonly SoftwareImage[] = []): UpgradePlan {
  const result = plan(currentVersion, table, listed);
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result;
}

function imagesOf(result: UpgradePlan): string[][] {
  return result.hops.map(({ images }) =>
    images.map(({ version, isBase }) => (isBase ? `${version} (base)` : version)),
  );
}

describe('planUpgrade', () => {
  it('plans every hop with its images and their reasons', () => {
    const result = planned('10.1.14', { '10.1.14': ['10.2.10', '11.1.4-h7'] });
    assert.deepEqual(result, {
      ok: true,
      path: ['10.2.10', '11.1.4-h7'],
      line: null,
      choice: 'Every version of the path is installed in turn, with a restart each (stepwise).',
      hops: [
        {
          from: '10.1.14',
          to: '10.2.10',
          images: [
            {
              version: '10.2.0',
              isBase: true,
              reason:
                'Base image of 10.2: PAN-OS wants it on the box before 10.2.10 can be loaded. It is downloaded, not installed.',
            },
            { version: '10.2.10', isBase: false, reason: '10.2.10 is installed in this step of the path.' },
          ],
        },
        {
          from: '10.2.10',
          to: '11.1.4-h7',
          images: [
            {
              version: '11.1.0',
              isBase: true,
              reason:
                'Base image of 11.1: PAN-OS wants it on the box before 11.1.4-h7 can be loaded. It is downloaded, not installed.',
            },
            {
              version: '11.1.4-h7',
              isBase: false,
              reason: '11.1.4-h7 is installed in this step of the path.',
            },
          ],
        },
      ],
      notes: [],
    });
  });

  it('needs no base image within a feature release, nor below one that is the base', () => {
    assert.deepEqual(imagesOf(planned('11.1.0', { '11.1.0': ['11.1.4', '11.1.4-h7'] })), [
      ['11.1.4'],
      ['11.1.4-h7'],
    ]);
    assert.deepEqual(imagesOf(planned('10.2.10', { '10.2.10': ['11.1.0', '11.1.4'] })), [
      ['11.1.0 (base)'],
      ['11.1.4'],
    ]);
  });

  it('takes 12.1.2 for the base of 12.1, and a marked image before any rule', () => {
    assert.deepEqual(imagesOf(planned('11.2.4', { '11.2.4': ['12.1.4'] })), [['12.1.2 (base)', '12.1.4']]);
    const listed = [image('12.1.3', { isBase: true }), image('12.1.4')];
    assert.deepEqual(imagesOf(planned('11.2.4', { '11.2.4': ['12.1.4'] }, listed)), [
      ['12.1.3 (base)', '12.1.4'],
    ]);
  });

  it('says when there is nothing to do', () => {
    const result = plan('11.1.4', { '10.1.14': ['11.1.4'] });
    assert.deepEqual(result, {
      ok: false,
      trouble: { code: 'at_target', version: '11.1.4', target: '11.1.4' },
      message: 'The device already runs 11.1.4, the target of its path. There is nothing to do.',
      brief: 'The device already runs 11.1.4, the target of its path.',
    });
  });

  it('says when the table has no path, and what to add', () => {
    const table = { '10.1.14': ['10.2.10', '11.1.4'] };
    const stranger = plan('9.1.0', table);
    assert.ok(!stranger.ok && stranger.trouble.code === 'no_path');
    assert.match(stranger.message, /no path for 9\.1\.0\. Add "9\.1\.0": \["<target version>"\] to it/);
    const stop = plan('10.2.10', { ...table, '10.1.6': ['10.2.10', '11.1.6'] });
    assert.ok(!stop.ok && stop.trouble.code === 'no_path');
    assert.match(stop.message, /a stop on the path of 10\.1\.14, and the table does not say clearly/);
  });

  it('carries which path a version without one is a stop of', () => {
    const throughOf = (version: string) => {
      const result = plan(version, { '10.1.14': ['10.2.10', '11.1.4'], '10.1.6': ['10.2.10', '11.1.6'] });
      return !result.ok && result.trouble.code === 'no_path' ? result.trouble.through : assert.fail();
    };
    assert.deepEqual([throughOf('9.1.0'), throughOf('10.2.10')], [null, '10.1.14']);
  });

  it('takes a device up that was stopped on its way', () => {
    assert.deepEqual(planned('10.2.10', { '10.1.14': ['10.2.10', '11.1.4'] }).path, ['11.1.4']);
  });

  it('goes on from a version that is both a target and a start', () => {
    assert.deepEqual(planned('10.2.10', { '10.1.14': ['10.2.10'], '10.2.10': ['11.1.4'] }).path, ['11.1.4']);
  });

  it('refuses a path with a hop that PAN-OS does not allow', () => {
    const result = plan('9.1.0', { '9.1.0': ['10.0.8', '10.2.10'] });
    assert.ok(!result.ok && result.trouble.code === 'illegal_path');
    assert.match(result.message, /10\.0\.8 to 10\.2\.10 skips 10\.1/);
  });

  it('passes on words of caution', () => {
    const { notes } = planned('10.1.14', { '10.1.14': ['11.2.4', '13.0.0'] }, [
      image('11.2.0'),
      image('11.2.4'),
    ]);
    assert.equal(notes.length, 3);
    assert.match(notes[0] ?? '', /advises to skip at most 2/);
    assert.match(notes[1] ?? '', /13\.0 is not a feature release this tool knows/);
    assert.match(notes[2] ?? '', /13\.0\.0 is not in the device's list of images yet/);
  });

  it('stages every image once, bases before what needs them, and ends at the target', () => {
    const trains = ['10.1', '10.2', '11.0', '11.1', '11.2', '12.1'];
    const version = fc
      .tuple(fc.constantFrom(...trains), fc.integer({ min: 3, max: 9 }))
      .map(([train, n]) => `${train}.${n}`);
    const versions = fc
      .uniqueArray(version, { minLength: 2, maxLength: 7 })
      .map((all) => all.sort(compareVersions));
    fc.assert(
      fc.property(versions, ([start = '', ...path]) => {
        const result = plan(start, { [start]: path });
        if (!result.ok) {
          assert.equal(result.trouble.code, 'illegal_path');
          return;
        }
        assert.deepEqual(
          result.hops.map(({ to }) => to),
          path,
        );
        const staged = new Set<string>();
        for (const { from, to, images } of result.hops) {
          for (const { version: name } of images) {
            assert.ok(!staged.has(name), `${name} is staged once`);
            staged.add(name);
          }
          assert.equal(images.at(-1)?.version, to);
          if (featureRelease(from) === featureRelease(to)) assert.equal(images.length, 1);
          else assert.ok(images.some(({ isBase }) => isBase));
        }
      }),
    );
  });
});

describe('planUpgrade, final-only', () => {
  const finalOnly = (from: string, path: readonly string[]): UpgradePlan | NoPlan =>
    plan(from, { [from]: path }, [], 'final-only');

  it('stages every image of the path and installs the last version alone, and says why it may', () => {
    const result = finalOnly('10.1.14', ['10.2.10', '11.1.4-h7']);
    assert.ok(result.ok);
    assert.deepEqual(result.path, ['11.1.4-h7']);
    assert.deepEqual(imagesOf(result), [['10.2.0 (base)', '10.2.10', '11.1.0 (base)', '11.1.4-h7']]);
    assert.deepEqual(
      result.hops.map(({ from, to }) => [from, to]),
      [['10.1.14', '11.1.4-h7']],
    );
    assert.match(
      result.choice,
      /only 11\.1\.4-h7 is installed.*PAN-OS allows 10\.1\.14 to 11\.1\.4-h7 directly/,
    );
    assert.match(result.hops[0]?.images[1]?.reason ?? '', /It is downloaded, not installed/);
  });

  it('refuses what PAN-OS does not allow, or is not known to allow, and names the way out', () => {
    for (const [from, ...path] of [
      ['10.0.12', '10.1.14', '10.2.10'],
      ['10.1.14', '11.2.4', '12.1.4'],
      ['11.1.4', '12.1.4', '13.0.2'],
    ] as const) {
      const result = finalOnly(from, path);
      assert.ok(!result.ok, path.join());
      assert.equal(result.trouble.code, 'illegal_path');
      assert.match(result.message, /installMode to "stepwise"\.$/);
    }
  });

  it('carries what keeps the target from being installed at once', () => {
    const refused = finalOnly('10.0.12', ['10.1.14', '10.2.10']);
    assert.ok(!refused.ok && refused.trouble.code === 'illegal_path');
    assert.ok(refused.trouble.why === 'not_at_once');
    const skip = { from: '10.0.12', to: '10.2.10', skipped: ['10.1'] };
    assert.deepEqual(refused.trouble.because, { code: 'illegal_path', why: 'one_at_a_time', ...skip });
    const unknown = finalOnly('11.1.4', ['12.1.4', '13.0.2']);
    assert.ok(!unknown.ok && unknown.trouble.code === 'illegal_path');
    assert.ok(unknown.trouble.why === 'not_at_once');
    assert.equal(unknown.trouble.because, null);
  });

  it('is the same for a path of one version', () => {
    assert.deepEqual(finalOnly('10.2.10', ['11.1.4']), plan('10.2.10', { '10.2.10': ['11.1.4'] }));
  });
});
