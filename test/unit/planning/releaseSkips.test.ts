import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planningWords } from '../../../src/planning/planningTroubles.ts';
import { checkHop } from '../../../src/planning/releaseSkips.ts';
import { tell } from '../../../src/ports/trouble.ts';

function reasonOf(from: string, to: string): string {
  const verdict = checkHop(from, to);
  assert.equal(verdict.verdict, 'illegal', `${from} to ${to}`);
  return tell(verdict.trouble, planningWords).message;
}

describe('checkHop', () => {
  it('allows any newer version of the same feature release', () => {
    for (const [from, to] of [
      ['9.1.0', '9.1.13-h3'],
      ['11.1.4', '11.1.4-h7'],
      ['11.1.4-h7', '11.1.4-h10'],
    ] as const) {
      assert.deepEqual(checkHop(from, to), { verdict: 'legal', note: null });
    }
  });

  it('goes one feature release at a time before 10.1', () => {
    assert.equal(checkHop('9.1.13', '10.0.0').verdict, 'legal');
    assert.equal(checkHop('10.0.8', '10.1.3').verdict, 'legal');
    assert.match(reasonOf('9.1.13', '10.1.3'), /skips 10\.0\. Put a version of each of them into the path/);
    assert.match(reasonOf('8.1.0', '10.0.0'), /skips 9\.0, 9\.1\./);
    assert.match(reasonOf('10.0.8', '10.2.0'), /skips 10\.1\./);
  });

  it('may skip three feature releases from 10.1 on', () => {
    assert.equal(checkHop('10.1.14', '11.2.0').verdict, 'legal');
    assert.equal(checkHop('10.2.10', '12.1.2').verdict, 'legal');
    assert.match(
      reasonOf('10.1.14', '12.1.2'),
      /skips 4 feature releases \(10\.2, 11\.0, 11\.1, 11\.2\); PAN-OS allows 3/,
    );
  });

  it('warns before the long jump from a release below 11.0', () => {
    const noteOf = (from: string, to: string) => {
      const verdict = checkHop(from, to);
      return verdict.verdict === 'legal' ? verdict.note : assert.fail();
    };
    assert.match(noteOf('10.1.14', '11.2.0') ?? '', /advises to skip at most 2/);
    assert.equal(noteOf('10.1.14', '11.1.0'), null);
    assert.equal(noteOf('11.0.2', '12.1.2'), null);
  });

  it('refuses downgrades and standing still', () => {
    assert.match(reasonOf('11.1.4', '11.1.4'), /not newer/);
    assert.match(reasonOf('11.1.4-h7', '11.1.4'), /Downgrades are not done/);
    assert.match(reasonOf('11.1.4', '10.2.0'), /Downgrades/);
  });

  it('refuses what is no version', () => {
    assert.match(reasonOf('11.1', '11.1.4'), /"11\.1" is not a PAN-OS version/);
    assert.match(reasonOf('11.1.4', 'latest'), /"latest" is not a PAN-OS version/);
  });

  it('leaves feature releases it does not know to the device', () => {
    for (const [from, to, stranger] of [
      ['10.1.0', '10.5.1', '10.5'],
      ['12.3.0', '12.4.0', '12.3'],
      ['6.1.0', '7.0.1', '6.1'],
    ] as const) {
      const verdict = checkHop(from, to);
      assert.equal(verdict.verdict, 'unknown');
      assert.ok(
        verdict.note.startsWith(`${stranger} is not a feature release this tool knows`),
        verdict.note,
      );
    }
  });

  it('never allows one of two directions and the other as well', () => {
    const number = fc.integer({ min: 0, max: 13 });
    const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (from, to) => {
        const illegal = [checkHop(from, to), checkHop(to, from)].filter(
          ({ verdict }) => verdict === 'illegal',
        );
        assert.ok(illegal.length >= 1);
      }),
    );
  });
});
