/** Pages through the death of their extension host, through a reload of the window, and opened twice. */
import assert from 'node:assert/strict';
import { PageMemory } from '../../../../src/vscode/panels/page/pageMemory.ts';
import { FakeWindow, FLEET, Host, JOB } from './windowOfPages.ts';

const choices = { table: 'fleet', sorting: null, filter: 'hq', counter: null, leftOut: [] };

describe('the pages of a window', () => {
  let window: FakeWindow;
  let host: Host;

  beforeEach(() => {
    window = new FakeWindow();
    host = new Host(window);
  });

  it('are open once each, and found again', () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.show(FLEET, 'fleet', 'Fleet');
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
    assert.equal(host.filled.length, 2);
  });

  it('get signs of life every two seconds while somebody looks, and none from an extension that has ended', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    const signs = (): number[] => window.tabs.map(({ panel }) => panel?.signs ?? 0);
    await host.clock.advanceBy(6000);
    assert.deepEqual(signs(), [0, 3]);
    host.pages.dispose();
    await host.clock.advanceBy(6000);
    assert.deepEqual(signs(), [0, 3]);
  });

  it('go on getting signs of life when one cannot be reached', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.unreachable = window.tabs[0]?.panel ?? null;
    window.look('Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    const [fleet, job] = window.tabs;
    assert.ok(fleet && job);
    fleet.isInSight = true;
    await host.clock.advanceBy(4000);
    assert.equal(job.panel?.signs, 2);
  });

  it('come back in their places after the extension host was killed, and once', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.filled[0]?.remember({ choices });
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    window.look('Fleet');
    host.kill();
    const next = new Host(window);
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a dead', '1 Fleet in sight']);
    assert.deepEqual(
      next.filled.map(({ key, choices: kept }) => [key, kept]),
      [['fleet', choices]],
    );
    await next.settle();
    assert.equal(next.filled.length, 1);
    window.look('Job: fw-a');
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet', '1 Job: fw-a in sight']);
    assert.equal(next.filled[1]?.key, 'job-1');
  });

  it('are left alone while VS Code still tells of what has changed', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.kill();
    const next = new Host(window);
    for (let events = 0; events < 5; events += 1) {
      await next.clock.advanceBy(1000);
      next.tabsChange();
    }
    const [fleet] = window.tabs;
    assert.ok(fleet !== undefined && next.filled.length === 0);
    next.restore(fleet, choices);
    // It was moved, which its panel does not know yet.
    window.tabs = [{ ...fleet, column: 2 }];
    await next.settle();
    assert.deepEqual(window.seen(), ['2 Fleet in sight']);
    assert.equal(next.filled.length, 1);
  });

  it('of which two look alike come back both', async () => {
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.show(JOB, 'job-2', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    await next.settle();
    window.look('Job: fw-a');
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a', '1 Job: fw-a in sight']);
    assert.deepEqual(next.filled.map(({ key }) => key).sort(), ['job-1', 'job-2']);
    await next.settle();
    assert.equal(window.tabs.length, 2);
  });

  it('are opened in the place of one that was left behind, covered or not', () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.filled[0]?.remember({ choices });
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    next.pages.show(FLEET, 'fleet', 'Fleet');
    assert.deepEqual(window.seen(), ['1 Job: fw-a dead', '1 Fleet in sight']);
    assert.deepEqual(next.filled[0]?.choices, choices);
  });

  it('are taken from VS Code where it restores them, and no page is opened beside', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    const [fleet, job] = window.tabs;
    assert.ok(fleet && job);
    next.restore(job, { jobId: 'job-1' });
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet dead', '1 Job: fw-a in sight']);
    window.look('Fleet');
    next.restore(fleet, choices);
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
    // One that was opened meanwhile is not restored beside it, nor one whose state says nothing.
    next.restore(window.add(FLEET, 'Fleet', 2), choices);
    next.restore(window.add(FLEET, 'Fleet', 2), { other: 1 });
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
  });

  it('are forgotten when they are closed, and not when the extension host ends', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.find(JOB, 'job-1')?.dispose();
    // Said by a page that is no more.
    host.filled[1]?.remember({ choices });
    host.pages.dispose();
    host.pages.find(FLEET, 'fleet')?.dispose();
    const remembered = new PageMemory(window.memento).all();
    assert.deepEqual(
      remembered.map(({ key }) => key),
      ['fleet'],
    );
  });

  it('stay as they are, dead, where nobody knows what they are about, and are closed where it is not understood', async () => {
    window.add(JOB, 'Job: fw-a', 1);
    window.add('other.extension', 'Other', 2);
    host.pages.show(FLEET, 'fleet', 'Fleet', 'of an earlier release');
    await host.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a in sight dead', '2 Other in sight dead']);
  });

  it('are remembered by the title they have now, through anything that is no memory', async () => {
    host.pages.show(JOB, 'job-1', 'Job');
    host.filled[0]?.remember({ title: 'Job: fw-a' });
    const [one] = new PageMemory(window.memento).all();
    assert.equal(one?.title, 'Job: fw-a');
    window.kept.set('pages.open', [null, { viewType: 7 }, one]);
    assert.deepEqual(new PageMemory(window.memento).all(), [one]);
    window.kept.set('pages.open', 'nothing');
    assert.deepEqual(new PageMemory(window.memento).all(), []);
  });
});
