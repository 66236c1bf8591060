import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readEnqueuedJob, readJobs, type DeviceJob } from '../../../../src/panos/answers/jobs.ts';
import { response, result } from '../sampleXml.ts';

const only = (content: string): DeviceJob => {
  const [job, ...others] = readJobs(result(`<job>${content}</job>`));
  assert.ok(job !== undefined && others.length === 0);
  return job;
};

describe('readJobs', () => {
  it('reads a running download', () => {
    assert.deepEqual(
      only(`<tenq>2026/09/18 14:07:58</tenq><tdeq>14:07:58</tdeq><id>7712</id><admin/><type>Downld</type><status>ACT</status>
        <queued>NO</queued><stoppable>yes</stoppable><result>OK</result><tfin>Still Active</tfin><description/>
        <progress>13</progress><details/><warnings/>`),
      {
        id: 7712,
        type: 'Downld',
        status: 'running',
        result: 'pending',
        progress: 13,
        queuedAt: Date.UTC(2026, 8, 18, 14, 7, 58),
        user: null,
        description: null,
        details: [],
      } satisfies DeviceJob,
    );
  });

  it('reads a finished job whose progress is the time of day, with all its lines', () => {
    const job =
      only(`<id>3</id><user>anna</user><type>SWInstall</type><status>FIN</status><result>FAIL</result>
      <progress>08:32:10</progress><details><line>Failed to install 10.2.0
</line><line>Please try again later.</line></details>`);
    assert.deepEqual([job.status, job.result, job.progress, job.user], ['finished', 'fail', null, 'anna']);
    assert.deepEqual(job.details, ['Failed to install 10.2.0', 'Please try again later.']);
    assert.equal(only('<id>3</id><progress>2026/08/07 04:00:45</progress>').progress, null);
    assert.equal(only('<id>3</id><progress>100</progress>').progress, 100);
    assert.equal(only('<id>3</id><progress>101</progress>').progress, null);
  });

  it('reads the administrator of old and new releases, and details that are plain text', () => {
    assert.equal(only('<id>1</id><admin>berta</admin>').user, 'berta');
    assert.deepEqual(only('<id>1</id><details>just text</details>').details, ['just text']);
    assert.deepEqual(only('<id>1</id>').details, []);
  });

  it('says unknown about words it does not know', () => {
    const job = only('<id>1</id><status>HUH</status><result>OK</result>');
    assert.deepEqual([job.type, job.status, job.result], ['unknown', 'unknown', 'unknown']);
    assert.equal(only('<id>1</id><status>FIN</status><result>HUH</result>').result, 'unknown');
    assert.equal(only('<id>1</id><status>PEND</status><result>PEND</result>').status, 'waiting');
    assert.equal(only('<id>1</id><status>FIN</status><result>OK</result>').result, 'ok');
  });

  it('skips a failed job without an id and lists an id once', () => {
    const jobs = readJobs(
      result(`<job><type>Failed-Job</type><details><line>job failed because of configd restart</line></details></job>
        <job><id>12</id><type>Commit</type></job><job><id>12</id><type>Commit</type></job><job><id>11</id></job>`),
    );
    assert.deepEqual(
      jobs.map((job) => job.id),
      [12, 11],
    );
  });

  it('gives an empty list when there are no jobs, and refuses something else', () => {
    assert.deepEqual(readJobs(result(' ')), []);
    assert.deepEqual(readJobs(response('')), []);
    assert.throws(() => readJobs(result('<entry/>')), AnswerShapeError);
  });
});

describe('readEnqueuedJob', () => {
  it('takes the id from the element, else from the message', () => {
    assert.equal(
      readEnqueuedJob(result('<msg><line>Download job enqueued with jobid 3</line></msg><job>3448</job>')),
      3448,
    );
    assert.equal(
      readEnqueuedJob(result('<msg><line>Download job enqueued with jobid 3448</line></msg>')),
      3448,
    );
    assert.equal(
      readEnqueuedJob(response('<msg><line>Software install job enqueued with jobid 9. Run</line></msg>')),
      9,
    );
  });

  it('refuses an answer that names no job', () => {
    assert.throws(() => readEnqueuedJob(result('<msg><line>done</line></msg>')), AnswerShapeError);
    assert.throws(() => readEnqueuedJob(response('')), AnswerShapeError);
  });
});
