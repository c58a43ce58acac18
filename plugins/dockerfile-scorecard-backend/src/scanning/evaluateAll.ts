import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import type { FullServiceRow } from '../database';
import type { StoredAs } from '../config';
import { loadEvaluations, type StoredTexts } from '../database/operations';
import { maskInput, type Span } from '../secrets';
import {
  canonicalJson,
  datesIn,
  hashJson,
  hashText,
  verdictDay,
  type Engine,
  type EvaluatedDockerfile,
  type EvaluationInput,
} from '../evaluation';
import { nextTurn } from './nextTurn';
import type { ServiceInputs } from './serviceInputs';

/** What is known of a service after its Dockerfiles have been judged. */
export type JudgedService = { service: FullServiceRow } & (
  | {
      kind: 'judged';
      dockerfiles: EvaluatedDockerfile[];
      /** Why there are none, where some were expected. */
      reason?: string;
    }
  | { kind: 'failed'; reason: string }
);

/** Verdicts on services, and everything that has to be stored with them. */
export interface EvaluationOutcome {
  /** Dates that the Dockerfiles of a service name, by its entity ref. */
  dates: Map<string, string[]>;
  services: JudgedService[];
  texts: StoredTexts;
}

/** Judges the Dockerfiles of services, except those that have been judged already, for whatever service. */
export async function evaluateAll(options: {
  knex: Knex;
  engine: Engine;
  /** ISO date. */
  today: string;
  /** How much is kept of the texts. */
  store: StoredAs;
  services: readonly ServiceInputs[];
}): Promise<EvaluationOutcome> {
  const { knex, engine, today, store } = options;
  const hashed = options.services.map(each =>
    each.kind === 'found'
      ? {
          ...each,
          inputs: each.inputs.map(input =>
            prepare({ input, engine, today, store }),
          ),
        }
      : each,
  );
  const inputs = hashed.flatMap(each =>
    each.kind === 'found' ? each.inputs : [],
  );

  const known: Map<string, Evaluation | Error> = await loadEvaluations({
    knex,
    // Inputs with one hash have one day.
    days: new Map(
      inputs.map(({ evaluationHash, day }) => [evaluationHash, day]),
    ),
  });
  for (const input of inputs) {
    if (!known.has(input.evaluationHash)) {
      known.set(input.evaluationHash, evaluate(engine, input, today));
      await nextTurn();
    }
  }

  const texts: StoredTexts = { contents: [], contexts: [], evaluations: [] };
  const services = hashed.map((each): JudgedService => {
    if (each.kind === 'failed') {
      return each;
    }
    const { service, reason } = each;
    const dockerfiles: EvaluatedDockerfile[] = [];
    for (const input of each.inputs) {
      const evaluation = known.get(input.evaluationHash);
      if (!evaluation || evaluation instanceof Error) {
        const problem = evaluation?.message ?? 'The engine gave no verdict';
        return { kind: 'failed', service, reason: problem };
      }
      dockerfiles.push(toDockerfile(input, evaluation));
      if (input.stored?.storedAs !== input.storedAs) {
        texts.contents.push({
          hash: input.contentHash,
          text: input.storedAs === 'findings' ? '' : input.text,
          stored_as: input.storedAs,
          masked: input.masked.length > 0 ? JSON.stringify(input.masked) : null,
        });
        texts.contexts.push({
          hash: input.contextHash,
          context: input.contextText,
        });
      }
      texts.evaluations.push({
        hash: input.evaluationHash,
        evaluation: JSON.stringify(evaluation),
        evaluated_on: input.day,
      });
    }
    return { kind: 'judged', service, dockerfiles, reason };
  });
  return {
    services,
    texts,
    dates: new Map(
      hashed.map(each => [
        each.service.entity_ref,
        each.kind === 'found'
          ? each.inputs.flatMap(input => datesIn(input.text))
          : [],
      ]),
    ),
  };
}

/** An input with its hashes, as it is judged and stored. */
interface PreparedInput extends EvaluationInput {
  storedAs: StoredAs;
  masked: readonly Span[];
  contentHash: string;
  contextHash: string;
  /** JSON */
  contextText: string;
  evaluationHash: string;
  /** Since when the verdict is what it is today. ISO date. */
  day: string;
}

/** Secrets are masked before anything else: what is hashed, judged and shown is what is stored. */
function prepare(options: {
  input: EvaluationInput;
  engine: Engine;
  today: string;
  store: StoredAs;
}): PreparedInput {
  const { input, engine, today, store } = options;
  const { text, context, masked, storedAs } =
    store === 'full' || input.stored?.storedAs === 'masked'
      ? { ...input, masked: input.stored?.masked ?? [], storedAs: store }
      : withoutSecrets(input, engine, today, store);
  const contentHash = hashText(text);
  const day = verdictDay(today, [...engine.dates, ...datesIn(text)]);
  const contextText = canonicalJson(context);
  const contextHash = hashText(contextText);
  const evaluationHash = hashJson([
    input.evaluatedPath,
    contentHash,
    contextHash,
    engine.policy.hash,
    engine.version,
  ]);
  return {
    ...input,
    text,
    context,
    masked,
    storedAs,
    contentHash,
    contextHash,
    contextText,
    evaluationHash,
    day,
  };
}

/** A text that cannot be masked without changing the verdict is judged as it is, and not kept. */
function withoutSecrets(
  input: EvaluationInput,
  engine: Engine,
  today: string,
  store: StoredAs,
): Pick<PreparedInput, 'text' | 'context' | 'masked' | 'storedAs'> {
  const { text, context, evaluatedPath: path } = input;
  try {
    const masked = maskInput({
      text,
      context,
      today,
      evaluate: (candidate, around) =>
        engine.evaluate({ path, text: candidate, context: around, today }),
    });
    return masked
      ? { ...masked, storedAs: store }
      : { text, context, masked: [], storedAs: 'findings' };
  } catch {
    // The engine will fail on it once more, and that is the reason that people see.
    return { text, context, masked: [], storedAs: 'findings' };
  }
}

function toDockerfile(
  input: PreparedInput,
  evaluation: Evaluation,
): EvaluatedDockerfile {
  const { path, evaluatedPath, contentHash, contextHash, evaluationHash } =
    input;
  return {
    path,
    evaluatedPath,
    contentHash,
    contextHash,
    evaluationHash,
    evaluation,
  };
}

function evaluate(
  engine: Engine,
  input: EvaluationInput,
  today: string,
): Evaluation | Error {
  try {
    return engine.evaluate({
      path: input.evaluatedPath,
      text: input.text,
      context: input.context,
      today,
    });
  } catch (error) {
    return new Error(
      `The engine could not judge ${input.path}: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}
