/**
 * An answer of which only a part is understood is never an empty list, and none that is shorter: checks take what is
 * missing for healthy, and a comparison for lost. Every list has its row here.
 */
import assert from 'node:assert/strict';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import type { ReadCommand } from '../../../../src/panos/calls/command.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import {
  showConfigChanges,
  showRunningCertificates,
  showUpdateSchedule,
} from '../../../../src/panos/commands/configuration.ts';
import { checkContent } from '../../../../src/panos/commands/content.ts';
import { showJobs } from '../../../../src/panos/commands/device.ts';
import {
  findSessions,
  showBgpPeers,
  showFib,
  showHardwareInterfaces,
  showInterfaces,
  showIpsecAssociations,
  showTunnelFlows,
} from '../../../../src/panos/commands/forwarding.ts';
import {
  checkBatchSoftware,
  showDeviceGroups,
  showDevicesAll,
} from '../../../../src/panos/commands/panorama.ts';
import {
  requestLicenseInfo,
  showClockMore,
  showCommitLocks,
  showEnvironmentals,
  showPanoramaStatus,
} from '../../../../src/panos/commands/readiness.ts';
import { checkSoftware, showSoftware } from '../../../../src/panos/commands/software.ts';
import { showArp, showRoutes } from '../../../../src/panos/commands/traffic.ts';
import { parseXml, XmlElement } from '../../../../src/panos/xml/xml.ts';
import { response, result } from '../sampleXml.ts';

const row = '<row><what>something new</what></row>';
const entry = '<entry><what>something new</what></entry>';

/** What stands in `<result>`: something is told, in words or elements that the reader does not know. */
const TOLD: readonly (readonly [ReadCommand<unknown>, ...string[]])[] = [
  [showConfigChanges, `<journal>${row}</journal>`, '<journal>two changes</journal>'],
  [
    showRunningCertificates,
    '<config/>',
    `<config><shared><certificate>${entry}</certificate></shared></config>`,
  ],
  [showUpdateSchedule, 'nothing of the kind', row],
  [checkContent, `<content-updates>${entry}</content-updates>`, `<content-updates>${row}</content-updates>`],
  [showJobs, `<job><number>7</number><status>ACT</status></job>`],
  [findSessions(() => false), entry],
  [showBgpPeers('legacy'), entry, row],
  [showBgpPeers('advanced'), '<json>{"edge":7}</json>'],
  [
    showFib('legacy'),
    `<fibs><entry><vr>a</vr><entries>${entry}</entries></entry></fibs>`,
    `<fibs><entry><vr>a</vr><nentries>3</nentries><routes>${row}</routes></entry></fibs>`,
  ],
  [
    showInterfaces,
    '',
    '<ifnet/><hw/>',
    `<hw>${entry}</hw>`,
    '<ifnet><entry><name>vlan.7</name></entry></ifnet>',
  ],
  [showHardwareInterfaces, '', '<hw/>', `<hw>${row}</hw>`],
  [
    showTunnelFlows,
    `<num_ipsec>1</num_ipsec><IPSec>${entry}</IPSec>`,
    '<num_ipsec>1</num_ipsec><IPSec/>',
    `<num_ipsec>1</num_ipsec><IPSec>${row}</IPSec>`,
  ],
  [showIpsecAssociations, `<entries>${entry}</entries>`, '<ntun>2</ntun><entries/>'],
  [checkBatchSoftware, `<sw-updates><versions>${entry}</versions></sw-updates>`],
  [showDevicesAll, `<devices>${entry}</devices>`],
  [showDeviceGroups, `<devicegroups><entry name="north"><devices>${entry}</devices></entry></devicegroups>`],
  [requestLicenseInfo, `<licenses>${entry}</licenses>`, `<licenses>${row}</licenses>`],
  [showClockMore, row, '<member/>'],
  [showCommitLocks, `<commit-locks>${row}</commit-locks>`, 'one lock', '<commit-locks>one</commit-locks>'],
  [showEnvironmentals, `<thermal>${row}</thermal>`, '<thermal>hot</thermal>'],
  [showPanoramaStatus, row],
  [checkSoftware, `<sw-updates><versions>${entry}</versions></sw-updates>`],
  [showRoutes('legacy'), entry],
  [showRoutes('advanced'), '<json>{"default":{"198.51.100.0/24":"direct"}}</json>'],
  [showArp, `<entries>${entry}</entries>`],
];

/** A list with one entry that is understood, and room for another. */
const MIXED: readonly (readonly [ReadCommand<unknown>, (other: string) => string])[] = [
  [showArp, (other) => `<entries><entry><ip>192.0.2.9</ip></entry>${other}</entries>`],
  [showRoutes('legacy'), (other) => `${other}<entry><destination>0.0.0.0/0</destination></entry>`],
  [
    showFib('legacy'),
    (other) =>
      `<fibs><entry><vr>a</vr><entries><entry><dst>0.0.0.0/0</dst></entry>${other}</entries></entry></fibs>`,
  ],
  [showBgpPeers('legacy'), (other) => `<entry peer="edge"><status>Idle</status></entry>${other}`],
  [showTunnelFlows, (other) => `<IPSec>${other}<entry><name>a</name></entry></IPSec>`],
  [showIpsecAssociations, (other) => `<entries><entry><name>a</name></entry>${other}</entries>`],
  [requestLicenseInfo, (other) => `<licenses><entry><feature>Support</feature></entry>${other}</licenses>`],
  [
    showRunningCertificates,
    (other) =>
      `<config><shared><certificate><entry name="a"/>${other.replace(' name=""', '')}</certificate></shared></config>`,
  ],
];

function read(command: ReadCommand<unknown>, answer: XmlElement): unknown {
  return readWhole(command.reader, answer);
}

describe('an answer that is understood only in part', () => {
  for (const [command, ...answers] of TOLD) {
    it(`to "${command.name}" is refused, and never an empty list`, () => {
      for (const answer of answers)
        assert.throws(() => read(command, result(answer)), AnswerShapeError, answer);
    });
  }

  for (const [command, answer] of MIXED) {
    it(`to "${command.name}" is refused also where the rest of it is understood`, () => {
      assert.equal((read(command, result(answer(''))) as unknown[]).length, 1, answer(''));
      for (const odd of [entry, `<entry name=""><state>up</state></entry>`])
        assert.throws(() => read(command, result(answer(odd))), AnswerShapeError, answer(odd));
    });
  }

  it('is refused where a slot holds no sensor, or a destination no path', () => {
    const sensor = '<entry><description>T1</description><alarm>False</alarm></entry>';
    const slots = `<thermal><Slot1>${sensor}</Slot1><Slot2>${row}</Slot2></thermal>`;
    assert.throws(() => read(showEnvironmentals, result(slots)), AnswerShapeError);
    const ports = '<hw><entry><name>ethernet1/1</name></entry></hw>';
    const nameless = '<ifnet><entry><name>vlan.1</name></entry><entry><zone>a</zone></entry></ifnet>';
    assert.throws(() => read(showInterfaces, result(ports + nameless)), AnswerShapeError);
    const emptySlot = `<thermal><Slot1>${sensor}</Slot1><Slot2/></thermal>`;
    assert.equal((read(showEnvironmentals, result(emptySlot)) as []).length, 1);
    const peers = '<json>{"edge":{"state":"Established"},"core":"x"}</json>';
    assert.throws(() => read(showBgpPeers('advanced'), result(peers)), AnswerShapeError);
  });

  it('is refused for a job without a number, unless that has ended', () => {
    const job = (content: string) => `<job>${content}</job>`;
    const mine = job('<id>7</id><type>Downld</type><status>ACT</status>');
    for (const over of ['<type>Failed-Job</type><details/>', '<type>Commit</type><status>FIN</status>', ''])
      assert.equal((read(showJobs, result(job(over) + mine)) as []).length, 1);
    for (const open of ['<type>Commit</type><status>ACT</status>', '<type>Commit</type>', '<what>new</what>'])
      assert.throws(() => read(showJobs, result(job(open) + mine)), AnswerShapeError, open);
  });

  it('is read as far as it goes where only what is asked for counts', () => {
    const image = '<entry><version>11.1.4</version></entry>';
    for (const [command, answer] of [
      [checkSoftware, `<sw-updates><versions>${entry}${image}</versions></sw-updates>`],
      [
        checkContent,
        `<content-updates>${entry}<entry><version>8832-8912</version></entry></content-updates>`,
      ],
      [showDevicesAll, `<devices>${entry}<entry name="007701000001"/></devices>`],
    ] as const)
      assert.equal((read(command, result(answer)) as []).length, 1, command.name);
  });
});

describe('what has no name in an answer', () => {
  it('goes by what else it is known by', () => {
    assert.deepEqual(
      read(
        showTunnelFlows,
        result('<num_ipsec>1</num_ipsec><IPSec><entry><id>9</id><state>init</state></entry></IPSec>'),
      ),
      [{ name: 'id 9', state: 'init', peerIp: null }],
    );
    assert.deepEqual(
      read(
        showBgpPeers('legacy'),
        result(
          '<entry><peer-address>198.51.100.9:179</peer-address><vr>edge</vr><status>Idle</status></entry>',
        ),
      ),
      [
        {
          name: '198.51.100.9',
          virtualRouter: 'edge',
          address: '198.51.100.9',
          established: false,
          state: 'Idle',
        },
      ],
    );
  });
});

describe('the update schedule', () => {
  it('is none where the device says that there is no such object, and unknown where it says nothing', () => {
    // As the client hands it on when the code is one that means "nothing there".
    assert.deepEqual(read(showUpdateSchedule, new XmlElement({})), []);
    assert.deepEqual(read(showUpdateSchedule, result('')), []);
    assert.throws(() => read(showUpdateSchedule, response('')), AnswerShapeError);
    const bare = parseXml('<response status="success"/>', 'response');
    assert.ok(bare !== null);
    assert.throws(() => read(showUpdateSchedule, bare), AnswerShapeError);
  });

  it('has a rhythm also where its name is not known', () => {
    assert.deepEqual(
      read(
        showUpdateSchedule,
        result(
          '<update-schedule><threats><recurring><fortnightly><at>03:00</at></fortnightly><threshold>4</threshold></recurring></threats></update-schedule>',
        ),
      ),
      [{ what: 'threats', recurring: 'fortnightly', at: '03:00', dayOfWeek: null, action: null }],
    );
  });
});

describe('a list of images with a sentence in its place', () => {
  const said = (sentence: string) =>
    result(`<sw-updates last-updated-at="2026/02/01 09:00:00"><msg>${sentence}</msg></sw-updates>`);

  it('is refused with that sentence', () => {
    for (const command of [checkSoftware, checkBatchSoftware])
      assert.throws(
        () => read(command, said('The update server is [not](command:x) there.')),
        (error: unknown) =>
          error instanceof AnswerShapeError &&
          error.message === 'no images in it, but the words "The update server is |not|(command:x) there."',
      );
  });

  it('is empty where it says that there is no list yet, or nothing', () => {
    assert.deepEqual(read(showSoftware, said('No update information available')), []);
    assert.deepEqual(read(showSoftware, result('<sw-updates><msg/><versions/></sw-updates>')), []);
  });
});
