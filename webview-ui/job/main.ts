/** The Job page: shows one job, live. */
import { connectHost } from '../ui/host.ts';
import { createJobPage } from './jobPage.ts';
import { initialState, reduce } from './pageState.ts';
import '../ui/page.css';
import './job.css';
import './steps.css';

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no #page to draw into.');

const host = connectHost();
const page = createJobPage(root, {
  cancel: () => host.send({ type: 'cancel' }),
  handOver: () => host.send({ type: 'handOver' }),
  decide: (stepId, decision) => host.send({ type: 'decide', stepId, decision }),
  resumeEngine: () => host.send({ type: 'resumeEngine' }),
  act: (id) => host.send({ type: 'act', id, selected: [] }),
  showLog: () => host.send({ type: 'showLog' }),
});
let state = initialState;
page.show(state);
host.listen((message) => {
  state = reduce(state, message);
  page.show(state);
});
host.remember({ jobId: root.dataset['identity'] ?? '' });
host.send({ type: 'ready' });
