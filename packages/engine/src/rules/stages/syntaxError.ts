import { defineRule } from '../defineRule';
import { failWith } from '../../verdict';

export const syntaxError = defineRule({
  id: 'syntax-error',
  title: 'The Dockerfile cannot be read',
  passing: 'The Dockerfile can be read',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds everything that BuildKit refuses before it builds: unknown instructions, missing arguments, flags that do not exist, stages in a circle.',
    why: '`docker build` stops at once.',
    example: 'FORM python:3.14-slim-trixie',
    instead: 'FROM python:3.14-slim-trixie',
  },
  check(build) {
    const problems = [...build.syntax.errors, ...build.graph.problems].filter(
      // unknown-copy-from tells of these
      ({ code }) => code !== 'invalid-from-reference',
    );
    return failWith(problems.map(({ message, range }) => ({ message, range })));
  },
});
