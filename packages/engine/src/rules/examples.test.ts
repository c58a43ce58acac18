import { resolvePolicy, type PolicyConfig } from '../policy';
import type { BuildContext } from '../contents/buildContext';
import { checksOf, evaluateDockerfile } from '../scorecard';
import { RULES } from './registry';

/** What an example needs around it. */
const SETTINGS: Readonly<
  Record<
    string,
    { policy?: PolicyConfig; context?: BuildContext; remedy?: BuildContext }
  >
> = {
  'image-not-allowed': {
    policy: { allowedImages: ['registry.example.com/*'] },
  },
  'update-bot-missing': {
    context: { hasUpdateBot: false },
    remedy: { hasUpdateBot: true },
  },
};

function stateOf(id: string, text: string, context: BuildContext) {
  const evaluation = evaluateDockerfile({
    path: 'Dockerfile',
    // an example of one or two lines leaves out where they stand
    text: /^(?:(?:#|ARG ).*\n)*FROM /i.test(text)
      ? text
      : `FROM python:3.14-slim-trixie\n${text}`,
    context: { dockerignore: null, ...context },
    policy: resolvePolicy({ profile: 'all', ...SETTINGS[id]?.policy }),
    today: '2026-11-23',
  });
  return checksOf(evaluation).find(({ rule }) => rule === id)?.state;
}

describe.each(RULES.map(rule => [rule.id, rule] as const))(
  'the page of %s',
  (id, { docs }) => {
    const { context = {}, remedy = context } = SETTINGS[id] ?? {};

    it('has an example that gives the finding', () => {
      expect(stateOf(id, docs.example, context)).toBe('fail');
    });

    it('has a remedy that does not', () => {
      expect(stateOf(id, docs.instead, remedy)).not.toBe('fail');
    });
  },
);
