import assert from 'node:assert/strict';
import { acceptAnswer, type AnswerContext } from '../../../../src/panos/calls/envelope.ts';
import { parseXml } from '../../../../src/panos/xml/xml.ts';
import { DeviceError, type Delivery, type DeviceErrorKind } from '../../../../src/panos/errors.ts';

const CONTEXT: AnswerContext = {
  device: 'fw1',
  operation: 'show x',
  acceptedErrors: [],
  secrets: ['s3cret'],
};

function refusal(body: string, status = 200, context = CONTEXT): DeviceError {
  try {
    acceptAnswer(status, parseXml(body, 'response'), context);
  } catch (error) {
    assert.ok(error instanceof DeviceError);
    assert.equal(error.device, 'fw1');
    assert.equal(error.operation, 'show x');
    return error;
  }
  assert.fail(`accepted: ${body}`);
}

describe('acceptAnswer', () => {
  it('accepts success without a code and with the codes of success', () => {
    for (const head of [
      'status="success"',
      "status = 'success'",
      'status="success" code="0"',
      'code="19" status="success"',
      'status="success" code="20"',
    ]) {
      const answer = acceptAnswer(
        200,
        parseXml(`<response ${head}><result>ok</result></response>`, 'response'),
        CONTEXT,
      );
      assert.equal(answer.text('result'), 'ok');
    }
  });

  it('tells the kinds of refusal apart', () => {
    const cases: [string, number, DeviceErrorKind, Delivery, string | undefined][] = [
      ['<response status="success" code="7"><result/></response>', 200, 'device_refused', 'answered', '7'],
      [
        '<response status="error"><msg><line>No such node</line></msg></response>',
        200,
        'device_refused',
        'answered',
        undefined,
      ],
      [
        '<response status="error" code="17"><msg><line><![CDATA[ show -> x  is unexpected]]></line></msg></response>',
        200,
        'device_refused',
        'answered',
        '17',
      ],
      [
        "<response status = 'error' code = '400'><result><msg>Illegal parameter [x]</msg></result></response>",
        400,
        'device_refused',
        'answered',
        '400',
      ],
      [
        '<response status="unauth" code="16"><msg><line>Unauthorized request</line></msg></response>',
        200,
        'not_authorized',
        'answered',
        '16',
      ],
      [
        '<response status="error"><msg><line>You need superuser privileges to do that</line></msg></response>',
        200,
        'not_authorized',
        'answered',
        undefined,
      ],
      [
        "<response status='error' code='403'><result><msg>Invalid Credential</msg></result></response>",
        403,
        'authentication',
        'answered',
        '403',
      ],
      [
        "<response status='error' code='403'><result><msg>Invalid Credential</msg></result></response>",
        200,
        'authentication',
        'answered',
        '403',
      ],
      [
        '<response status="error"><msg><line>Invalid credentials.</line></msg></response>',
        200,
        'authentication',
        'answered',
        undefined,
      ],
      [
        '<response status="error" code="22"><msg><line>Session timed out</line></msg></response>',
        200,
        'session_ended',
        'answered',
        '22',
      ],
      [
        '<response status="unauth" code="22"><msg><line>Session timed out</line></msg></response>',
        200,
        'session_ended',
        'answered',
        '22',
      ],
      [
        "<response status='error' code='400'><result><msg>Key Expired: 42 has expired.</msg></result></response>",
        400,
        'authentication',
        'answered',
        '400',
      ],
      ['<response status="success" code="23"><result/></response>', 200, 'device_refused', 'answered', '23'],
      ['<response status="failed"><result/></response>', 200, 'device_refused', 'answered', undefined],
      ['<response status="noauth"><result/></response>', 200, 'device_refused', 'answered', undefined],
      ['<response status="failure"><result/></response>', 200, 'device_refused', 'answered', undefined],
      ['<html>Forbidden</html>', 403, 'authentication', 'answered', '403'],
      ['<html>Please log in</html>', 200, 'not_an_answer', 'unknown', undefined],
      ['', 200, 'not_an_answer', 'unknown', undefined],
      ['<response status="success"><result><a>', 200, 'not_an_answer', 'unknown', undefined],
      ['<!DOCTYPE x><response status="success"></response>', 200, 'not_an_answer', 'unknown', undefined],
      ['<response><result/></response>', 200, 'not_an_answer', 'unknown', undefined],
      ['<html>Bad gateway</html>', 502, 'http_status', 'unknown', '502'],
      ['<response status="success"></response>', 503, 'http_status', 'unknown', '503'],
      ['<response status="success"></response>', 302, 'http_status', 'unknown', '302'],
      ['Not found', 404, 'http_status', 'unknown', '404'],
      ['<response status="success"></response>', 400, 'device_refused', 'answered', '400'],
    ];
    for (const [body, status, kind, delivery, code] of cases) {
      const error = refusal(body, status);
      assert.deepEqual([error.kind, error.delivery, error.code], [kind, delivery, code], `${status} ${body}`);
    }
  });

  it('names the permission that the role lacks, by what was asked', () => {
    const denied =
      '<response status="unauth" code="16"><msg><line>Unauthorized request</line></msg></response>';
    for (const [type, expected] of [
      ['op', 'the administrator role lacks the XML API permission Operational Requests'],
      ['config', 'the administrator role lacks the XML API permission Configuration'],
      ['export', 'the administrator role lacks the XML API permission Export'],
      ['version', 'the administrator role may not do this'],
      [undefined, 'the administrator role may not do this'],
    ] as const) {
      assert.equal(
        refusal(denied, 200, { ...CONTEXT, type }).what,
        `${expected} (it says: "Unauthorized request")`,
      );
    }
    const superuser =
      '<response status="error"><msg><line>You need superuser privileges to do that</line></msg></response>';
    assert.equal(
      refusal(superuser, 200, { ...CONTEXT, type: 'op' }).what,
      'the device lets nobody but a superuser do this (it says: "You need superuser privileges to do that")',
    );
  });

  it('finds the message wherever it is, in the documented order', () => {
    const cases: [string, string][] = [
      [
        '<msg><line>one</line><line><![CDATA[ two ]]></line></msg><result><msg>late</msg></result>',
        'one\ntwo',
      ],
      ['<msg><line><line>inner</line></line></msg>', 'inner'],
      ['<result><msg><line>a</line><line>b</line></msg></result>', 'a\nb'],
      ['<result><msg>plain</msg></result>', 'plain'],
      ['<msg>bare</msg>', 'bare'],
      ['<result><job><details><line>from the job</line></details></job></result>', 'from the job'],
      [
        '<result><job><details><line><newjob><newmsg>queued</newmsg></newjob></line></details></job></result>',
        'queued',
      ],
    ];
    for (const [content, expected] of cases) {
      assert.equal(refusal(`<response status="error">${content}</response>`).deviceText, expected);
    }
    assert.equal(refusal('<response status="error"></response>').deviceText, undefined);
  });

  it('takes the deprecated routing command for a refusal although it says success', () => {
    const error = refusal(
      '<response status="success"><result>Command deprecated in Advanced Routing Mode.\n</result></response>',
    );
    assert.equal(error.kind, 'device_refused');
    assert.equal(error.deviceText, 'Command deprecated in Advanced Routing Mode.');
  });

  it('gives an empty response for an accepted error, and only for that one', () => {
    const context = { ...CONTEXT, acceptedErrors: ['command succeeded with no output'] };
    const body =
      '<response status="error"><msg><line>Command succeeded with no output</line></msg></response>';
    assert.deepEqual(acceptAnswer(200, parseXml(body, 'response'), context).names(), []);
    assert.equal(refusal(body.replace('succeeded', 'failed'), 200, context).kind, 'device_refused');
  });

  it('gives an empty response for an accepted code of a success, and only for that one', () => {
    const context = { ...CONTEXT, acceptedCodes: ['7'] };
    const body = '<response status="success" code="7"><result/></response>';
    assert.deepEqual(acceptAnswer(200, parseXml(body, 'response'), context).names(), []);
    assert.equal(refusal(body.replace('7', '13'), 200, context).code, '13');
    assert.equal(refusal(body.replace('success', 'error'), 200, context).code, '7');
  });

  it('never repeats a secret, and quotes the device on one harmless line', () => {
    const error = refusal(
      `<response status="error"><msg><line>bad key s3cret</line><line>[run](command:evil) ${'x'.repeat(900)}</line></msg></response>`,
    );
    assert.ok(!`${error.message} ${String(error.deviceText)}`.includes('s3cret'));
    for (let before = 3980; before < 4010; before += 1) {
      const { deviceText = '' } = refusal(
        `<response status="error"><msg>${'x'.repeat(before)}s3cret</msg></response>`,
      );
      assert.ok(deviceText.length <= 4001 && !deviceText.includes('s'), deviceText.slice(-9));
    }
    assert.ok(error.message.includes('(it says: "bad key *** |run|(command:evil) xxx'));
    assert.ok(!error.message.includes('\n') && error.message.length < 450);
  });
});
