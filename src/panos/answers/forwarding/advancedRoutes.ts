/** `show advanced-routing route`: JSON inside XML. docs/PANOS.md "Routes". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { readMembersOfMembers } from '../../xml/longJson.ts';
import { AnswerShapeError, isEmpty } from '../../calls/elementReaders.ts';
import { notUnderstood, partlyUnderstood } from '../entries.ts';
import type { Route } from './routes.ts';
import { cleanText } from '../../textLimits.ts';

export const advancedRoutesReader: AnswerReader<Route[]> = {
  recordPath: 'result/json',
  begin() {
    const routes: Route[] = [];
    let met = false;
    let isJson = true;
    let isStrange = false;
    return {
      *record(json) {
        met = true;
        const wasJson = yield* readMembersOfMembers(
          json.textPieces(),
          (virtualRouter, destination, paths) => {
            const known = list(paths).filter((path) => typeof path === 'object' && path !== null);
            if (known.length === 0 || known.length < list(paths).length) isStrange = true;
            for (const path of known) routes.push(...routesOf(virtualRouter, destination, path));
          },
        );
        isJson &&= wasJson;
      },
      end(rest) {
        if (!isJson) throw new AnswerShapeError('the routes in it are no JSON');
        const result = rest.at('result');
        if (!met && result !== undefined && !isEmpty(result)) throw new AnswerShapeError('no routes in it');
        if (isStrange) throw routes.length === 0 ? notUnderstood('routes') : partlyUnderstood('routes');
        return routes;
      },
    };
  },
};

/** @param path `{ protocol, selected, nexthops: [{ ip, interfaceName, active }] }` */
function routesOf(virtualRouter: string, destination: string, path: unknown): Route[] {
  const nexthops = list(get(path, 'nexthops'));
  // A path without next hops, such as a discard route, is a route all the same.
  return (nexthops.length > 0 ? nexthops : [undefined]).map((hop) => ({
    virtualRouter: cleanText(virtualRouter, 'name'),
    destination: cleanText(destination),
    nexthop: word(get(hop, 'ip')),
    interface: word(get(hop, 'interfaceName')),
    flags: flagsOf(path, hop),
  }));
}

/** A path that is not the best one to its destination may have next hops that can be reached, and no word of `selected`. */
function flagsOf(path: unknown, hop: unknown): string {
  const active = get(path, 'selected') === true && get(hop, 'active') !== false;
  return [...(active ? ['A'] : []), word(get(path, 'protocol'))].filter((flag) => flag !== '').join(' ');
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function get(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function word(value: unknown): string {
  return typeof value === 'string' ? cleanText(value) : '';
}
