import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readApiVersion } from '../../../../src/panos/answers/apiVersion.ts';
import { readPanoramaHa } from '../../../../src/panos/answers/panorama/panoramaHa.ts';
import { result } from '../sampleXml.ts';

describe('readPanoramaHa', () => {
  it("reads Panorama's own shape, which has no group, and states with a priority in front", () => {
    assert.deepEqual(
      readPanoramaHa(
        result(
          '<enabled>yes</enabled><local-info><state>secondary-passive</state><priority>secondary</priority></local-info>' +
            '<peer-info><conn-ha1><conn-status>down</conn-status></conn-ha1><conn-status>up</conn-status><state>primary-active</state></peer-info><running-sync>synchronized</running-sync>',
        ),
      ),
      { enabled: true, state: 'passive', peerState: 'active', peerConnected: true },
    );
  });

  it('reads one that stands alone', () => {
    assert.deepEqual(
      readPanoramaHa(
        result('<enabled>no</enabled><local-info><encrypt-imported>no</encrypt-imported></local-info>'),
      ),
      { enabled: false },
    );
  });

  it('refuses an answer without a state', () => {
    assert.throws(() => readPanoramaHa(result('<enabled>yes</enabled>')), AnswerShapeError);
    assert.throws(() => readPanoramaHa(result('')), AnswerShapeError);
  });
});

describe('readApiVersion', () => {
  it('says who is there, serial and version as text', () => {
    assert.deepEqual(
      readApiVersion(
        result(
          '<sw-version>11.10</sw-version><multi-vsys>off</multi-vsys><model>PA-VM</model><serial>001701000529</serial>',
        ),
      ),
      { serial: '001701000529', model: 'PA-VM', swVersion: '11.10', multiVsys: false },
    );
    assert.throws(() => readApiVersion(result('<model>PA-VM</model>')), AnswerShapeError);
  });
});
