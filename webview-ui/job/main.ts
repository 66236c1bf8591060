/** The Job page: shows one job, live. */
import { connectHost } from '../ui/host.ts';
import { watchLife } from '../ui/life.ts';
import { createJobPage } from './jobPage.ts';
import { initialState, reduce } from './pageState.ts';
import '../ui/page.css';
import './job.css';
import './steps.css';

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no #page to draw into.');

const life = watchLife(() => page.show(state, life.isLive));
const host = connectHost(life);
const page = createJobPage(root, {
  cancel: () => host.send({ type: 'cancel' }),
  handOver: () => host.send({ type: 'handOver' }),
  decide: (stepId, decision) => host.send({ type: 'decide', stepId, decision }),
  resumeEngine: () => host.send({ type: 'resumeEngine' }),
  act: (id) => host.send({ type: 'act', id, selected: [] }),
  showLog: () => host.send({ type: 'showLog' }),
});
let state = initialState;
root.prepend(life.notice);
page.show(state, true);
host.listen((message) => {
  state = reduce(state, message);
  page.show(state, true);
});
host.remember({ jobId: root.dataset['identity'] ?? '' });
host.send({ type: 'ready' });
