import assert from 'node:assert/strict';
import { formatDownloadSurvey } from '../../../src/exchange/downloadSurveyReport.ts';
import { formatVerifyReport, verifyReportName, verifyResult } from '../../../src/exchange/verifyReport.ts';
import type { SurveyRow } from '../../../src/jobs/survey/downloadSurveyRow.ts';
import type { VerifiedDevice, VerifiedImage } from '../../../src/jobs/survey/verifiedDevice.ts';

function verified(change: Partial<VerifiedDevice> = {}): VerifiedDevice {
  return {
    serial: '001234567890',
    hostname: 'fw-1',
    model: 'PA-440',
    address: '10.0.0.1',
    version: '10.0.2',
    images: [
      { version: '10.5.1', state: 'present' },
      { version: '11.1.0', state: 'missing' },
    ],
    status: 'verification_complete',
    message: '',
    ...change,
  };
}

describe('the report of verified downloads', () => {
  it('has the columns and words of the original tool', () => {
    assert.equal(
      formatVerifyReport([verified(), verified({ hostname: '=x', images: [], status: 'connection_failed' })]),
      'hostname,serial,model,mgmt_ip,current_version,verify_download,verify_download_status\r\n' +
        'fw-1,001234567890,PA-440,10.0.0.1,10.0.2,"10.5.1:yes, 11.1.0:no",verification_complete\r\n' +
        '"\'=x",001234567890,PA-440,10.0.0.1,10.0.2,,connection_failed\r\n',
    );
  });

  it('says of an image with a wrong checksum what the readers of the file must know: it cannot be used', () => {
    const [, row = ''] = formatVerifyReport([
      verified({ images: [{ version: '10.5.1', state: 'wrong' }] }),
    ]).split('\r\n');
    assert.match(row, /,10\.5\.1:no,verification_complete$/);
  });

  it('is named by its moment', () => {
    assert.equal(
      verifyReportName(new Date(2026, 10, 21, 6, 45, 3).getTime()),
      'verify_download_20261121_064503.csv',
    );
  });

  it('is summed up by what is there', () => {
    const images = (...states: VerifiedImage['state'][]): VerifiedImage[] =>
      states.map((state, n) => ({ version: `11.1.${n}`, state }));
    assert.deepEqual(
      [
        verified({ images: images('present', 'present') }),
        verified({ images: images('missing', 'wrong') }),
        verified(),
        verified({ images: images('missing') }),
        verified({ images: [], status: 'no_path' }),
        verified({ images: [], status: 'connection_failed' }),
        verified({ images: [], status: 'error' }),
      ].map(verifyResult),
      ['complete', 'wrong', 'partly', 'none', 'no_path', 'connection_failed', 'error'],
    );
  });
});

describe('the report of a dry run', () => {
  it('has one row a device, with the reason of each skip', () => {
    const row: SurveyRow = {
      serial: '001',
      hostname: 'fw-1',
      model: 'PA-440',
      address: '10.0.0.1',
      group: 'Ulm',
      version: '10.1.14',
      path: ['10.2.10'],
      images: [
        { version: '10.2.0', isBase: true, state: 'present', sizeMb: 900, reason: '' },
        { version: '10.2.10', isBase: false, state: 'missing', sizeMb: 450, reason: '' },
      ],
      fetchMb: 450,
      freeMb: 8192,
      outcome: { kind: 'ready', note: null },
    };
    const skipped: SurveyRow = {
      ...row,
      path: [],
      images: [],
      fetchMb: null,
      freeMb: null,
      outcome: { kind: 'skipped', why: 'no_path', message: 'No path, sorry.', jobId: null },
    };
    assert.deepEqual(formatDownloadSurvey([row, skipped]).split('\r\n').slice(1, 3), [
      '001,fw-1,PA-440,10.0.0.1,Ulm,10.1.14,10.1.14 → 10.2.10,10.2.10,0.44,8.00,queue,',
      '001,fw-1,PA-440,10.0.0.1,Ulm,10.1.14,,,,,skip: no_path,"No path, sorry."',
    ]);
  });
});
