/** Words as an exec form writes them: a list in JSON. */
export function jsonList(words: readonly string[]): string {
  return `[${jsonWords(words)}]`;
}

/** The same without the brackets. */
export function jsonWords(words: readonly string[]): string {
  return words.map(word => JSON.stringify(word)).join(', ');
}

/**
 * The words of a command that a shell would only split: no variables, quotes, patterns or operators.
 *
 * @returns undefined where the command needs a shell
 */
export function plainWordsOf(command: string): string[] | undefined {
  const text = command.trim();
  return /^[\w./=:@,+ -]+$/.test(text)
    ? text.replace(/^exec /, '').split(/ +/)
    : undefined;
}

/** Whether a text names a variable: `$NAME` or `${NAME}`. */
export function namesVariable(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(text);
}
