import type { Interpreter } from './types';

/** Names of languages as their makers write them. */
export const LANGUAGE_NAMES: Readonly<Record<Interpreter['language'], string>> =
  {
    python: 'Python',
    node: 'Node.js',
    java: 'Java',
    go: 'Go',
    ruby: 'Ruby',
    php: 'PHP',
  };
