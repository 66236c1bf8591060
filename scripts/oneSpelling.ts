/**
 * A lint rule: addresses and fingerprints have many spellings and one type each. Comparing raw texts let a host that was
 * written in capitals pass for another one, so such a comparison is refused wherever one side is a plain string.
 */
import type { Rule } from 'eslint';
import type ts from 'typescript';

/** What the parser of TypeScript hands to rules, as far as it is used here. */
interface TypeServices {
  readonly program: ts.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Operand): ts.Node };
}

type Operand = Parameters<NonNullable<Rule.RuleListener['BinaryExpression']>>[0]['left'];

/** Names under which such texts go through the code. */
const SPELT = /(?:^|[a-z])(?:address|Address|fingerprint|Fingerprint)$|^(?:host|pin)$/;

export const oneSpelling: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      raw: 'Compare what was read once: parseAddress and formatAddress (src/panos/address.ts), readFingerprint (src/panos/fingerprint.ts).',
    },
  },
  create(context) {
    const services: unknown = context.sourceCode.parserServices;
    const { program, esTreeNodeToTSNodeMap } = services as TypeServices;
    const checker = program.getTypeChecker();
    const isPlain = (node: Operand): boolean => {
      const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
      return checker.typeToString(checker.getNonNullableType(type)) === 'string';
    };
    return {
      BinaryExpression(node) {
        if (node.operator !== '===' && node.operator !== '!==') return;
        const sides = [node.left, node.right];
        const isRaw = sides.some((side) => SPELT.test(nameOf(side)) && isPlain(side));
        // With a literal, or with nothing, it is no comparison of two spellings.
        const isOfTwo = sides.every((side) => side.type !== 'Literal' && nameOf(side) !== 'undefined');
        if (isRaw && isOfTwo) context.report({ node, messageId: 'raw' });
      },
    };
  },
};

function nameOf(node: Operand): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
}
