import type {
  CommandNode,
  CompoundList,
  Pipeline,
  AndOr,
  Statement,
} from 'unbash';

/** A node that can stand in a list of commands. */
export type ListNode = Statement['command'] | CompoundList;

type Leaf = CommandNode | Pipeline | AndOr | CompoundList;

/**
 * Whether a command certainly ends the shell with an error (`exit 1`, or a group that ends so). In `x || exit 1` the command
 * on the left has then succeeded in every build that went on.
 */
export function aborts(node: ListNode): boolean {
  const leaf: Leaf = node;
  switch (leaf.type) {
    case 'Command': {
      const name = leaf.name?.value;
      const [code] = leaf.suffix;
      return (
        name === 'exit' &&
        code?.type === 'Word' &&
        /^[1-9]\d*$/.test(code.value)
      );
    }
    case 'BraceGroup':
      return listAborts(leaf.body);
    case 'CompoundList':
      return listAborts(leaf);
    case 'AndOr':
      return leaf.operators[0] === '&&' && aborts(leaf.commands[1])
        ? isHarmless(leaf.commands[0])
        : false;
    default:
      return false;
  }
}

function listAborts(list: CompoundList): boolean {
  return list.commands.some(
    statement => !statement.background && aborts(statement.command),
  );
}

/** Commands that do not fail: what stands behind them with `&&` is reached. */
function isHarmless(node: ListNode): boolean {
  return (
    node.type === 'Command' &&
    ['echo', 'printf', ':', 'true', 'cat'].includes(node.name?.value ?? '')
  );
}

/**
 * Whether a command certainly fails, without ending the shell around it: `false`, `(exit 1)`, `(echo no; exit 1)`.
 */
export function fails(node: ListNode): boolean {
  switch (node.type) {
    case 'Command':
      return (
        node.name?.value === 'false' ||
        isErrorReturn(node.name?.value, node.suffix[0])
      );
    case 'Subshell':
      return listAborts(node.body) || lastFails(node.body);
    case 'BraceGroup':
      return lastFails(node.body);
    default:
      return false;
  }
}

function isErrorReturn(name: string | undefined, code: unknown): boolean {
  return (
    name === 'return' &&
    typeof code === 'object' &&
    code !== null &&
    'value' in code &&
    typeof code.value === 'string' &&
    /^[1-9]\d*$/.test(code.value)
  );
}

function lastFails(list: CompoundList): boolean {
  const last = list.commands.at(-1);
  return last !== undefined && !last.background && fails(last.command);
}
