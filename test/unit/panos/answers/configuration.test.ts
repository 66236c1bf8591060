import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { certificatesReader } from '../../../../src/panos/answers/health/certificates.ts';
import { readConfigChanges } from '../../../../src/panos/answers/configChanges.ts';
import { readLocks } from '../../../../src/panos/answers/health/locks.ts';
import { readUpdateSchedule } from '../../../../src/panos/answers/updateSchedule.ts';
import { readOnOff } from '../../../../src/panos/answers/yesNo.ts';
import { CERTIFICATES } from '../sampleCertificates.ts';
import { result } from '../sampleXml.ts';

describe('readLocks', () => {
  it('names who holds a lock, where it reaches, and why', () => {
    const locks = readLocks(
      result(
        '<config-locks><entry name="carol"><name>vsys2</name><created>2026/11/05 10:00:00</created><comment>moving a site</comment></entry></config-locks>',
      ),
    );
    assert.deepEqual(locks, [{ administrator: 'carol', scope: 'vsys2', comment: 'moving a site' }]);
  });

  it('gives none for an empty list, also with blanks inside', () => {
    assert.deepEqual(readLocks(result('<commit-locks/>')), []);
    assert.deepEqual(readLocks(result('\n')), []);
  });

  it('takes an entry that names nobody for a lock', () => {
    assert.equal(readLocks(result('<entry/>'))[0]?.administrator, 'unknown');
  });
});

describe('readConfigChanges', () => {
  it('names the administrators of changes', () => {
    const entry = '<entry><xpath>/config/x</xpath><owner>dave</owner><action>SET</action></entry>';
    assert.deepEqual(readConfigChanges(result(`<journal>${entry}</journal>`)), [
      { administrator: 'dave', action: 'SET', xpath: '/config/x' },
    ]);
    assert.deepEqual(readConfigChanges(result('<journal/>')), []);
    assert.throws(() => readConfigChanges(result('text')), AnswerShapeError);
  });
});

describe('certificatesReader', () => {
  it('reads the certificates of a running configuration, their strength out of themselves', () => {
    const entry = (name: string, inside: string): string => `<entry name="${name}">${inside}</entry>`;
    const entries = [
      entry(
        'portal',
        `<algorithm>RSA</algorithm><public-key>${CERTIFICATES.p256}</public-key><not-valid-after>Aug 24 02:55:57 2031 GMT</not-valid-after>`,
      ),
      entry('odd', '<public-key>-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----</public-key>'),
      entry('bare', ''),
    ];
    const config = `<config version="11.1.0"><shared><certificate>${entries.join('')}</certificate></shared></config>`;
    assert.deepEqual(readWhole(certificatesReader, result(config)), [
      {
        name: 'portal',
        strength: { key: 'EC', bits: 256, digest: 'SHA-2' },
        notValidAfter: 'Aug 24 02:55:57 2031 GMT',
      },
      { name: 'odd', strength: 'unreadable', notValidAfter: null },
      { name: 'bare', strength: null, notValidAfter: null },
    ]);
  });

  it('gives none for a configuration without any, and refuses what is no configuration', () => {
    assert.deepEqual(readWhole(certificatesReader, result('<config><shared/></config>')), []);
    assert.throws(() => readWhole(certificatesReader, result('')), AnswerShapeError);
  });
});

describe('readUpdateSchedule', () => {
  it('reads daily, weekly and hourly schedules, and none for none', () => {
    const schedule = readUpdateSchedule(
      result(
        '<update-schedule><threats><recurring><daily><at>01:30</at><action>download-and-install</action></daily><threshold>12</threshold></recurring></threats>' +
          '<anti-virus><recurring><none/></recurring></anti-virus>' +
          '<wildfire><recurring><every-15-mins><at>7</at><action>download-and-install</action></every-15-mins></recurring></wildfire>' +
          '<app-profile><recurring><weekly><day-of-week>sunday</day-of-week><at>02:00</at></weekly></recurring></app-profile></update-schedule>',
      ),
    );
    assert.deepEqual(
      schedule.map(({ what, recurring, at, dayOfWeek }) => [what, recurring, at, dayOfWeek]),
      [
        ['threats', 'daily', '01:30', null],
        ['wildfire', 'every-15-mins', '7', null],
        ['app-profile', 'weekly', '02:00', 'sunday'],
      ],
    );
    assert.deepEqual(readUpdateSchedule(result('')), []);
  });
});

describe('readOnOff', () => {
  it('reads on and off, and gives anything else as unknown', () => {
    assert.equal(readOnOff(result('<![CDATA[off\n]]>')), 'off');
    assert.equal(readOnOff(result('on')), 'on');
    assert.equal(readOnOff(result('yes')), 'unknown');
  });
});
