import { expandWord, expandWords } from '../src/shell/expand';
import type { ShellCase } from './cases';

/** The difference between our expansion and BuildKit's; nothing if they are equal. */
export function compareExpansion(testCase: ShellCase): string | undefined {
  const { word, env, mode } = testCase;
  const result =
    mode === 'word' ? expandWord(word, env) : expandWords(word, env);
  let ours: string;
  if ('error' in result) {
    ours = 'error';
  } else {
    ours = JSON.stringify('words' in result ? result.words : result.value);
  }
  const theirs = testCase.error ? 'error' : JSON.stringify(testCase.expect);
  return ours === theirs ? undefined : `${word}: ${ours}, BuildKit ${theirs}`;
}
