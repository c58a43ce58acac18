import type { Command, CompoundList, Statement } from 'unbash';

/** A node that can stand in a list of commands. */
export type ListNode = Statement['command'] | CompoundList;

/**
 * Whether a command certainly ends the shell with an error (`exit 1`, or a group that ends so). In `x || exit 1` the command
 * on the left has then succeeded in every build that went on.
 */
export function aborts(node: ListNode): boolean {
  switch (node.type) {
    case 'Command':
      return (
        node.name?.value === 'exit' && isErrorCode(firstWord(node.suffix[0]))
      );
    case 'BraceGroup':
      return listAborts(node.body);
    case 'CompoundList':
      return listAborts(node);
    case 'AndOr':
      return (
        node.operators[0] === '&&' &&
        isHarmless(node.commands[0]) &&
        aborts(node.commands[1])
      );
    default:
      return false;
  }
}

/** `x || exit` and `x || exit $?` end with the code of the command that has just failed. */
export function passesFailureOn(node: ListNode): boolean {
  return (
    node.type === 'Command' &&
    node.name?.value === 'exit' &&
    ['', '$?'].includes(firstWord(node.suffix[0]))
  );
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
        (node.name?.value === 'return' &&
          isErrorCode(firstWord(node.suffix[0])))
      );
    case 'Subshell':
      return listAborts(node.body) || lastFails(node.body);
    case 'BraceGroup':
      return lastFails(node.body);
    default:
      return false;
  }
}

function firstWord(node: Command['suffix'][number] | undefined): string {
  return node?.type === 'Word' ? node.value : '';
}

function isErrorCode(text: string): boolean {
  return /^[1-9]\d*$/.test(text);
}

function lastFails(list: CompoundList): boolean {
  const last = list.commands.at(-1);
  return last !== undefined && !last.background && fails(last.command);
}
