import { checksOf, evaluateDockerfile } from '../scorecard';
import { resolvePolicy } from '../policy';
import { LONGEST_MESSAGE } from './python/words';
import { RULES } from './registry';

/** Words that a reader has to guess the meaning of, and what comes of a value that is missing. */
const BANNED =
  /\b(?:mends?|stands? in|whoever|of which|give[sn]? away|tells of|taint\w*|undefined|NaN)\b|\[object|``/;

/** Longer names than those of the examples, as real projects have them. */
function lengthened(text: string): string {
  return text
    .replaceAll('/opt/venv', '/opt/company/environments/venv')
    .replaceAll('builder', 'python-dependencies-builder')
    .replaceAll('requirements.txt', 'requirements-production.txt')
    .replaceAll('"app:app"', '"--bind", "0.0.0.0:8000", "company.app:app"');
}

function messagesOf(text: string): string[] {
  const evaluation = evaluateDockerfile({
    path: 'Dockerfile',
    text: /^(?:(?:#|ARG ).*\n)*FROM /i.test(text)
      ? text
      : `FROM python:3.14-slim-trixie\n${text}`,
    context: { dockerignore: null },
    policy: resolvePolicy({ profile: 'all' }),
    today: '2026-11-23',
  });
  return checksOf(evaluation).flatMap(({ findings }) =>
    findings.map(({ message }) => message),
  );
}

describe.each(RULES.map(({ id, docs }) => [id, docs] as const))(
  'what is said of the files on the page of %s',
  (_, { example, instead }) => {
    it.each([
      ['example', example],
      ['remedy', instead],
    ])('is short and plain (%s)', (__, text) => {
      for (const message of messagesOf(text)) {
        expect(message).not.toMatch(BANNED);
        // no more than three names
        expect(message).not.toMatch(/(?:`[^`]*`, ){3}/);
        expect([message, [...message].length <= LONGEST_MESSAGE]).toEqual([
          message,
          true,
        ]);
      }
    });

    it('stays readable with longer names', () => {
      // paths that a cure has to write out
      for (const message of messagesOf(lengthened(example)))
        expect([...message].length).toBeLessThan(LONGEST_MESSAGE + 60);
    });
  },
);
