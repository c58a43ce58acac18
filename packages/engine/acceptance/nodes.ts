import type { Instruction } from '../src/syntax/types';
import { parseDockerfile } from '../src/syntax/parse';
import type { OracleNode, ParserCase } from './cases';

/** Our instruction in the form in which the cases record BuildKit's node. */
function toOracleNode(instruction: Instruction, nested: boolean): OracleNode {
  const node: OracleNode = {
    cmd: instruction.keyword.toLowerCase(),
    args:
      instruction.trigger === undefined
        ? instruction.args
        : [toOracleNode(instruction.trigger, true)],
    orig: instruction.original,
    start: instruction.startLine,
    end: instruction.endLine,
  };
  if (instruction.flags.length > 0) node.flags = instruction.flags;
  if (instruction.json) node.attrs = { json: true };
  if (instruction.comments.length > 0) node.comments = instruction.comments;
  if (instruction.heredocs.length > 0 && !nested) {
    node.heredocs = instruction.heredocs.map(h => ({
      name: h.name,
      fd: h.fileDescriptor,
      expand: h.expand,
      chomp: h.chomp,
      content: h.content,
    }));
  }
  return node;
}

function normalise(node: OracleNode, nested: boolean): OracleNode {
  return {
    cmd: node.cmd.toLowerCase(),
    args: node.args.map(arg =>
      typeof arg === 'string' ? arg : normalise(arg, true),
    ),
    orig: node.orig ?? '',
    // Nested nodes have no lines of their own in BuildKit.
    start: nested ? 0 : node.start,
    end: nested ? 0 : node.end,
    ...(node.flags?.length ? { flags: node.flags } : {}),
    ...(node.attrs?.json ? { attrs: { json: true } } : {}),
    ...(node.comments?.length ? { comments: node.comments } : {}),
    ...(node.heredocs?.length ? { heredocs: node.heredocs } : {}),
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}

/** Differences between our nodes and BuildKit's; nothing if they are equal. */
export function compareNodes(testCase: ParserCase): string | undefined {
  const { oracle } = testCase;
  const syntax = parseDockerfile(testCase.dockerfile);
  const failure = oracle.parse_error;
  if (failure !== undefined) {
    const line = syntax.errors[0]?.range.start.line;
    const expected = failure.lines?.[0];
    if (syntax.errors.length === 0) return `no error, BuildKit: ${failure.msg}`;
    return expected === undefined || expected === line
      ? undefined
      : `error on line ${line}, BuildKit on ${expected}: ${failure.msg}`;
  }
  if (syntax.errors.length > 0) {
    return `an error that BuildKit does not see: ${syntax.errors[0].code}`;
  }
  if (oracle.escape !== syntax.escape) return `escape ${oracle.escape}`;
  for (const name of ['syntax', 'check'] as const) {
    const ours = syntax.directives.find(d => d.name === name)?.value;
    if (oracle[name] !== ours?.split(' ')[0]) {
      return `directive ${name}: ${oracle[name]} / ${ours}`;
    }
  }
  if ((oracle.warnings?.length ?? 0) > 0 !== syntax.warnings.length > 0) {
    return `warnings: ${oracle.warnings?.length} / ${syntax.warnings.length}`;
  }
  const theirs = oracle.nodes ?? [];
  for (
    let i = 0;
    i < Math.max(theirs.length, syntax.instructions.length);
    i++
  ) {
    const instruction = syntax.instructions[i];
    const ours =
      instruction === undefined
        ? 'nothing'
        : canonical(normalise(toOracleNode(instruction, false), false));
    const expected =
      theirs[i] === undefined
        ? 'nothing'
        : canonical(normalise(theirs[i], false));
    if (ours !== expected) {
      return `node ${i}\n    ours   ${ours}\n    theirs ${expected}`;
    }
  }
  return undefined;
}
