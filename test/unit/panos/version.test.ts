import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareVersions, featureRelease, parseVersion } from '../../../src/panos/version.ts';

const IN_ORDER = [
  'unknown',
  '9.0.0-c65',
  '9.0.0-b4',
  '9.0.0-b36',
  '9.0.0',
  '9.0.0.xfr',
  '9.0.0-h1',
  '9.0.5',
  '9.1.0',
  '10.1.3-h9',
  '10.1.3-h10',
  '10.1.3-h10-xfr',
  '10.1.14',
  '10.1.14-h9',
  '10.2.0',
  '11.1.10',
  '12.1.2',
];

describe('parseVersion', () => {
  it('reads every form seen on devices', () => {
    assert.deepEqual(parseVersion(' 11.1.10-h10\n'), {
      major: 11,
      feature: 1,
      maintenance: 10,
      kind: 'hotfix',
      build: 10,
      tail: '',
    });
    assert.equal(parseVersion('9.0.0-b36')?.kind, 'beta');
    assert.equal(parseVersion('7.1.0-c65')?.kind, 'internal');
    assert.equal(parseVersion('9.0.5.xfr')?.tail, 'xfr');
    assert.equal(parseVersion('9.0.5-XFR')?.tail, 'xfr');
    assert.equal(parseVersion('10.1.4')?.kind, 'release');
  });

  it('refuses what is not a version', () => {
    for (const text of [
      '',
      '11',
      '11.1',
      'unknown',
      '11.1.x',
      '11.1.4-h7/../x',
      '1.2.1234567890',
      '11.1.4\n11.1.5',
    ]) {
      assert.equal(parseVersion(text), null, text);
    }
  });
});

describe('featureRelease', () => {
  it('gives the release whose base image is needed', () => {
    assert.equal(featureRelease('11.1.4-h7'), '11.1');
    assert.equal(featureRelease('12.1.2'), '12.1');
    assert.equal(featureRelease('11.1'), null);
  });
});

describe('compareVersions', () => {
  it('orders as PAN-OS does', () => {
    assert.deepEqual([...IN_ORDER].reverse().sort(compareVersions), IN_ORDER);
  });

  it('takes two spellings of the same version for equal', () => {
    assert.equal(compareVersions('9.0.5.xfr', '9.0.5-xfr'), 0);
    assert.equal(compareVersions('10.1.4', ' 10.1.4'), 0);
  });

  const part = fc.integer({ min: 0, max: 12 });
  const suffix = fc.constantFrom(
    ...['', '-h1', '-h9', '-h10', '-b2', '-b36', '-c3', '-c65', '.xfr', '-xfr', '-h1-xfr', '-h', '-x9', '<'],
  );
  const version = fc.tuple(part, part, part, suffix).map(([a, b, c, rest]) => `${a}.${b}.${c}${rest}`);
  const text = fc.oneof(
    version,
    fc.string({ maxLength: 6 }),
    fc.constantFrom('unknown', '', '0.0.0', '11.1'),
  );

  it('is a total order over any text', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        assert.equal(compareVersions(a, a), 0);
        assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) assert.ok(compareVersions(a, c) <= 0);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });

  it('puts a hotfix after its release and before the next release', () => {
    fc.assert(
      fc.property(
        part,
        part,
        part,
        fc.integer({ min: 1, max: 40 }),
        (major, feature, maintenance, hotfix) => {
          const plain = `${major}.${feature}.${maintenance}`;
          assert.ok(compareVersions(plain, `${plain}-h${hotfix}`) < 0);
          assert.ok(compareVersions(`${plain}-h${hotfix}`, `${plain}-h${hotfix + 1}`) < 0);
          assert.ok(compareVersions(`${plain}-h${hotfix}`, `${major}.${feature}.${maintenance + 1}`) < 0);
          assert.ok(compareVersions(`${plain}-b${hotfix}`, plain) < 0);
        },
      ),
      { seed: 42 },
    );
  });
});
