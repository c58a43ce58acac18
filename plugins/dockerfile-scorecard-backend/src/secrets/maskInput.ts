import type { BuildContext, Evaluation } from 'dockerfile-scorecard-engine';
import { findByShape, findInDockerfile } from './findSecrets';
import { mergeSpans, replaceSpans, type Span } from './spans';

/** A Dockerfile and its context, as they are judged and stored. */
export interface MaskedInput {
  text: string;
  context: BuildContext;
  /** Where values of the text are masked. */
  masked: Span[];
}

/**
 * Masks the secrets of a Dockerfile and of the manifests around it. The result takes the place of the input everywhere: it is
 * judged, hashed and stored. A mask has the length of what it stands for, and the verdict is the same as before.
 *
 * Undefined when no mask leaves the verdict as it is; the text must not be stored then.
 */
export function maskInput(options: {
  text: string;
  context: BuildContext;
  today: string;
  evaluate(text: string, context: BuildContext): Evaluation;
}): MaskedInput | undefined {
  const { text, context, today, evaluate } = options;
  const masked = findInDockerfile(text, today);
  const manifests = Object.entries(context.manifests ?? {}).map(
    ([path, manifest]) =>
      [path, manifest, mergeSpans(findByShape(manifest))] as const,
  );
  if (
    masked.length === 0 &&
    manifests.every(([, , spans]) => spans.length === 0)
  ) {
    return { text, context, masked };
  }
  const verdict = verdictOf(evaluate(text, context));
  for (const mask of [plainMask, shapedMask]) {
    const candidate: MaskedInput = {
      text: replaceSpans(text, masked, mask),
      context: context.manifests
        ? {
            ...context,
            manifests: Object.fromEntries(
              manifests.map(([path, manifest, spans]) => [
                path,
                replaceSpans(manifest, spans, mask),
              ]),
            ),
          }
        : context,
      masked,
    };
    if (verdictOf(evaluate(candidate.text, candidate.context)) === verdict) {
      return candidate;
    }
  }
  return undefined;
}

/** Letters that no rule takes for a blank, as it does `xxxx`. */
const LOWER = 'm';
const UPPER = 'M';
const DIGIT = '0';

/** Says as little as possible: the length, and whether it looks like made by a generator. */
function plainMask(value: string): string {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter(kind => kind.test(value));
  const mask =
    value.length >= 16 && kinds.length > 1 ? `${LOWER}${UPPER}${DIGIT}` : LOWER;
  return mask.repeat(value.length).slice(0, value.length);
}

/** Keeps the kind of each character, for values by whose shape a rule goes. */
function shapedMask(value: string): string {
  return value
    .replace(/[a-z]/g, LOWER)
    .replace(/[A-Z]/g, UPPER)
    .replace(/\d/g, DIGIT);
}

/** As much of an evaluation as a mask must not change. Messages may quote what is masked. */
function verdictOf(evaluation: Evaluation): string {
  if (evaluation.kind !== 'judged') {
    return JSON.stringify([evaluation.kind, evaluation.reason]);
  }
  const { level, score, nextLevel, checks } = evaluation;
  return JSON.stringify([
    level,
    score,
    nextLevel,
    checks.map(check => [
      check.rule,
      check.state,
      check.findings.map(({ severity, range }) => [severity, range]),
    ]),
  ]);
}
