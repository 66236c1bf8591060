/** Short ways from a piece of XML to the `<response>` element that readers take. */
import assert from 'node:assert/strict';
import { parseXml, type XmlElement } from '../../../src/panos/xml/xml.ts';

export function response(content: string): XmlElement {
  const element = parseXml(`<response status="success">${content}</response>`, 'response');
  assert.ok(element !== null, `not well-formed: ${content}`);
  return element;
}

export function result(content: string): XmlElement {
  return response(`<result>${content}</result>`);
}
