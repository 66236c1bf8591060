/**
 * Lint rules: addresses, fingerprints and serials have a type each, and the first two many spellings. Comparing raw texts
 * let a host that was written in capitals pass for another one, and would let a serial that was cut or cleaned pass for
 * that of a device, so such a comparison is refused wherever one side is a plain string.
 */
import type { Rule } from 'eslint';
import type ts from 'typescript';

/** What the parser of TypeScript hands to rules, as far as it is used here. */
interface TypeServices {
  readonly program: ts.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Operand): ts.Node };
}

type Operand = Parameters<NonNullable<Rule.RuleListener['BinaryExpression']>>[0]['left'];

export const oneSpelling = comparisonsOf(
  /(?:^|[a-z])(?:address|Address|fingerprint|Fingerprint)$|^(?:host|pin)$/,
  'Compare what was read once: parseAddress and formatAddress (src/panos/address.ts), readFingerprint (src/panos/fingerprint.ts).',
);

export const readSerials = comparisonsOf(
  /^serial$|Serial$/,
  'Compare what was read once: readSerial (src/panos/serial.ts).',
);

/** @param spelt names under which such texts go through the code. */
function comparisonsOf(spelt: RegExp, raw: string): Rule.RuleModule {
  const meta = { type: 'problem', schema: [], messages: { raw } } as const;
  return { meta, create: (context) => listener(context, spelt) };
}

function listener(context: Rule.RuleContext, spelt: RegExp): Rule.RuleListener {
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
      const isRaw = sides.some((side) => spelt.test(nameOf(side))) && sides.some(isPlain);
      // With a literal, or with nothing, it is no comparison of two spellings.
      const isOfTwo = sides.every((side) => side.type !== 'Literal' && nameOf(side) !== 'undefined');
      if (isRaw && isOfTwo) context.report({ node, messageId: 'raw' });
    },
  };
}

function nameOf(node: Operand): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
}
