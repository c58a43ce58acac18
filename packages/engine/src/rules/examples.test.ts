import { resolvePolicy, type PolicyConfig } from '../policy';
import type { BuildContext } from '../contents/buildContext';
import { checksOf, evaluateDockerfile } from '../scorecard';
import { compareSeverities, type Finding } from '../verdict';
import { RULES } from './registry';

/** What an example needs around it. */
const SETTINGS: Readonly<
  Record<
    string,
    {
      policy?: PolicyConfig;
      context?: BuildContext;
      remedy?: BuildContext;
      /** The remedy is in another file, or in one of two. */
      isElsewhere?: true;
    }
  >
> = {
  'image-not-allowed': {
    policy: { allowedImages: ['registry.example.com/*'] },
  },
  'tests-or-vcs-copied': { isElsewhere: true },
  'update-bot-missing': {
    context: { hasUpdateBot: false },
    remedy: { hasUpdateBot: true },
    isElsewhere: true,
  },
};

function inputOf(id: string, text: string, context: BuildContext) {
  return {
    path: 'Dockerfile',
    // an example of one or two lines leaves out where they stand
    text: /^(?:(?:#|ARG ).*\n)*FROM /i.test(text)
      ? text
      : `FROM python:3.14-slim-trixie\n${text}`,
    context: { dockerignore: null, ...context },
    policy: resolvePolicy({ profile: 'all', ...SETTINGS[id]?.policy }),
    today: '2026-11-23',
  };
}

function checksFor(id: string, text: string, context: BuildContext) {
  return checksOf(evaluateDockerfile(inputOf(id, text, context)));
}

function stateOf(id: string, text: string, context: BuildContext) {
  return checksFor(id, text, context).find(({ rule }) => rule === id)?.state;
}

function isSevere({ severity }: Finding): boolean {
  return compareSeverities(severity, 'medium') < 0;
}

/** Rules with a critical or high finding. */
function severe(id: string, text: string, context: BuildContext): string[] {
  return checksFor(id, text, context).flatMap(({ rule, findings }) =>
    findings.some(isSevere) ? [rule] : [],
  );
}

describe.each(RULES.map(rule => [rule.id, rule] as const))(
  'the page of %s',
  (id, { docs }) => {
    const {
      context = {},
      remedy = context,
      isElsewhere = false,
    } = SETTINGS[id] ?? {};

    it('has an example that gives the finding', () => {
      expect(stateOf(id, docs.example, context)).toBe('fail');
    });

    it('has a remedy that does not', () => {
      expect(stateOf(id, docs.instead, remedy)).not.toBe('fail');
    });

    it('has a remedy that brings no critical or high finding of another rule', () => {
      const before = severe(id, docs.example, context);
      const after = isElsewhere ? [] : severe(id, docs.instead, remedy);
      expect(after.filter(rule => !before.includes(rule))).toEqual([]);
    });
  },
);
