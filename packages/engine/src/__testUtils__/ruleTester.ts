/* eslint-disable jest/no-export -- what the tests of all rules share */
import { resolvePolicy } from '../policy';
import type { PolicyConfig } from '../policy/types';
import { checksOf, evaluateDockerfile } from '../scorecard';
import type { BuildContext } from '../contents/buildContext';
import type { Check, Severity } from '../verdict';
import type { RuleDefinition } from '../rules/defineRule';

/** A Dockerfile with what is known around it. */
interface Case {
  text: string;
  /** What the case shows; the text without it. */
  name?: string;
  context?: BuildContext;
  policy?: PolicyConfig;
}

interface Invalid extends Case {
  /** Line of the first finding. */
  line: number;
  /** A part of its message. */
  message?: string;
  severity?: Severity;
  /** Its trace, as `line: note`. */
  trace?: readonly string[];
}

interface Unknown extends Case {
  /** A part of the reason. */
  reason: string;
}

/** What a rule says of Dockerfiles, by state. */
export interface RuleCases {
  /** Left out for a rule that does not apply where nothing is wrong. */
  valid?: readonly (string | Case)[];
  invalid: readonly Invalid[];
  unknown?: readonly Unknown[];
  notApplicable?: readonly (string | Case)[];
}

const TODAY = '2026-11-23';

function checkOf(
  { id }: RuleDefinition,
  { text, context = {}, policy }: Case,
): Check {
  const checks = checksOf(
    evaluateDockerfile({
      path: 'Dockerfile',
      text,
      context,
      policy: resolvePolicy({ profile: 'all', ...policy }),
      today: TODAY,
    }),
  );
  const check = checks.find(({ rule }) => rule === id);
  if (!check) throw new Error(`${id} was not checked`);
  return check;
}

function named<T extends Case>(cases: readonly (string | T)[]): [string, T][] {
  return cases.map(item => {
    const testCase = (typeof item === 'string' ? { text: item } : item) as T;
    return [testCase.name ?? testCase.text.trim(), testCase];
  });
}

/** Writes a test for every case of a rule. */
export function testRule(rule: RuleDefinition, cases: RuleCases): void {
  const { valid = [], invalid, unknown = [], notApplicable = [] } = cases;
  if (valid.length > 0) {
    describe(`${rule.id} passes`, () => {
      it.each(named(valid))('%s', (_, testCase) => {
        expect(checkOf(rule, testCase)).toMatchObject({
          state: 'pass',
          findings: [],
        });
      });
    });
  }
  describe(`${rule.id} fails`, () => {
    it.each(named(invalid))('%s', (_, testCase) => {
      const { state, findings } = checkOf(rule, testCase);
      expect(state).toBe('fail');
      const [first] = findings;
      expect(first.range.start.line).toBe(testCase.line);
      expect(first.message).toContain(testCase.message ?? '');
      expect(first.severity).toBe(testCase.severity ?? rule.severity);
      const trace = first.trace.map(
        ({ range, note }) => `${range.start.line}: ${note}`,
      );
      expect(trace).toEqual(testCase.trace ?? trace);
    });
  });
  if (unknown.length > 0) {
    describe(`${rule.id} does not know`, () => {
      it.each(named(unknown))('%s', (_, testCase) => {
        const { state, reason } = checkOf(rule, testCase);
        expect([state, reason]).toEqual([
          'unknown',
          expect.stringContaining(testCase.reason),
        ]);
      });
    });
  }
  if (notApplicable.length > 0) {
    describe(`${rule.id} does not apply`, () => {
      it.each(named(notApplicable))('%s', (_, testCase) => {
        expect(checkOf(rule, testCase)).toMatchObject({
          state: 'not-applicable',
          reason: expect.any(String),
        });
      });
    });
  }
}

/** A Dockerfile as text, starting on its own line. */
export function dockerfile(strings: TemplateStringsArray): string {
  return strings[0].replace(/^\n/, '');
}
