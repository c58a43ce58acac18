import {
  evaluateDockerfile,
  parseDockerfile,
  typeInstructions,
  type Range,
} from 'dockerfile-scorecard-engine';
import { mergeSpans, type Span } from './spans';

/** The rule that recognises secrets in ARG and ENV. */
const RULE = 'secret-in-build-arg';

/** `scheme://user:password@`, the password as a group. A variable in its place is no secret. */
const PASSWORD_IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'$]*:([^\s/@"'$]+)@/gi;

/** Tokens that services hand out, by their beginning. What follows it is the secret. */
const TOKEN =
  /\b(gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[abprs]-|sk-|npm_|pypi-|eyJ|AIza|hvs\.|dop_v1_)([\w.+/=-]{12,})/g;

/** References to variables are no secrets; what is around them may be. */
const REFERENCE = /\$(?:\{(\w+)[^}]*\}|(\w+))/g;

/** Shorter words may stand elsewhere for another reason. */
const SHORTEST_REPEATED = 8;

/** Quick test whether a Dockerfile may hold a secret in an ARG or ENV at all. */
const SUSPICIOUS = /^\s*(?:ONBUILD\s+)?(?:ARG|ENV)\b/im;

/** Secrets in any text, by their shape alone. */
export function findByShape(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(PASSWORD_IN_URL)) {
    const [all, password] = match;
    spans.push([
      match.index + all.length - 1 - password.length,
      password.length,
    ]);
  }
  for (const match of text.matchAll(TOKEN)) {
    const [, prefix, secret] = match;
    spans.push([match.index + prefix.length, secret.length]);
  }
  return spans;
}

/** Secrets in a Dockerfile: what the engine's rule recognises, what has the shape of one, and where they are repeated. */
export function findInDockerfile(text: string, today: string): Span[] {
  const spans = [
    ...findByShape(text),
    ...(SUSPICIOUS.test(text) ? findByRule(text, today) : []),
  ];
  const repeated = spans.flatMap(([offset, length]) => {
    const value = text.slice(offset, offset + length);
    return isDistinct(value) ? occurrences(text, value) : [];
  });
  return mergeSpans([...spans, ...repeated]);
}

/** Variable of an ARG or ENV with the place of its value. */
interface Variable {
  name: string;
  start: string;
  value: Range | undefined;
}

function findByRule(text: string, today: string): Span[] {
  // Whatever the policy says: a rule that is off recognises secrets all the same.
  const evaluation = evaluateDockerfile({ path: 'Dockerfile', text, today });
  const checks = 'checks' in evaluation ? evaluation.checks : [];
  const found = new Set(
    checks
      .filter(check => check.rule === RULE)
      .flatMap(check => check.findings)
      .map(finding => keyOf(finding.range)),
  );
  if (found.size === 0) {
    return [];
  }
  const variables = variablesOf(text);
  const offsets = lineOffsets(text);
  const secret = new Set(
    variables.filter(variable => found.has(variable.start)),
  );
  const spans: Span[] = [];
  // A set goes on to yield what is added while it is walked through.
  for (const { value } of secret) {
    if (!value) continue;
    const from = offsets[value.start.line - 1] + value.start.column;
    const to = offsets[value.end.line - 1] + value.end.column;
    const { literals, names } = partsOf(text.slice(from, to));
    spans.push(
      ...literals.map(([offset, length]): Span => [from + offset, length]),
    );
    variables
      .filter(variable => names.includes(variable.name))
      .forEach(variable => secret.add(variable));
  }
  return spans;
}

function variablesOf(text: string): Variable[] {
  const { instructions } = typeInstructions(parseDockerfile(text));
  return instructions.flatMap((instruction): Variable[] => {
    switch (instruction.kind) {
      case 'ARG':
        return instruction.args.map(({ name, nameRange, defaultRange }) => ({
          name,
          start: keyOf(nameRange),
          value: defaultRange,
        }));
      case 'ENV':
        return instruction.pairs.map(({ name, nameRange, valueRange }) => ({
          name,
          start: keyOf(nameRange),
          value: valueRange,
        }));
      default:
        return [];
    }
  });
}

/** The parts of a value that stand there as they are, and the variables that it refers to. Of an address, only the password. */
function partsOf(value: string): { literals: Span[]; names: string[] } {
  const names = [...value.matchAll(REFERENCE)].map(
    match => match[1] ?? match[2],
  );
  const inUrl = findByShape(value);
  if (inUrl.length > 0 || /:\/\//.test(value)) {
    return { literals: inUrl, names };
  }
  const literals: Span[] = [];
  let at = 0;
  for (const match of value.matchAll(REFERENCE)) {
    literals.push([at, match.index - at]);
    at = match.index + match[0].length;
  }
  literals.push([at, value.length - at]);
  return {
    literals: literals.flatMap(([offset, length]) =>
      // Quotes, continuations and blanks are syntax.
      [...value.slice(offset, offset + length).matchAll(/[^"'\\\s]+/g)].map(
        (match): Span => [offset + match.index, match[0].length],
      ),
    ),
    names,
  };
}

/** Whether a value is unlikely to stand in a text for another reason than being the secret. */
function isDistinct(value: string): boolean {
  return (
    value.length >= SHORTEST_REPEATED &&
    /\d/.test(value) &&
    /[a-z]/i.test(value)
  );
}

function occurrences(text: string, value: string): Span[] {
  const spans: Span[] = [];
  for (
    let at = text.indexOf(value);
    at >= 0;
    at = text.indexOf(value, at + value.length)
  ) {
    spans.push([at, value.length]);
  }
  return spans;
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    offsets.push(match.index + match[0].length);
  }
  return offsets;
}

function keyOf({ start }: Range): string {
  return `${start.line}:${start.column}`;
}
