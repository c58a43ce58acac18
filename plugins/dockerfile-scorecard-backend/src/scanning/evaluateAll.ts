import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { loadEvaluations, type StoredTexts } from '../database/operations';
import {
  canonicalJson,
  hashJson,
  hashText,
  type Engine,
  type EvaluatedDockerfile,
  type EvaluationInput,
} from '../evaluation';

/** Verdicts on Dockerfiles, and everything that has to be stored with them. */
export interface EvaluationOutcome {
  /** In the order of the inputs; an error where the engine gave up. */
  dockerfiles: (EvaluatedDockerfile | Error)[];
  texts: StoredTexts;
}

/** Judges Dockerfiles, except those that have been judged today already, for whatever service. */
export async function evaluateAll(options: {
  knex: Knex;
  engine: Engine;
  /** ISO date. */
  today: string;
  inputs: readonly EvaluationInput[];
}): Promise<EvaluationOutcome> {
  const { knex, engine, today } = options;
  const inputs = options.inputs.map(input => {
    const contentHash = hashText(input.text);
    const contextText = canonicalJson(input.context);
    const contextHash = hashText(contextText);
    const evaluationHash = hashJson([
      input.evaluatedPath,
      contentHash,
      contextHash,
      engine.policy.hash,
      engine.version,
    ]);
    return { ...input, contentHash, contextHash, contextText, evaluationHash };
  });

  const known: Map<string, Evaluation | Error> = await loadEvaluations({
    knex,
    today,
    hashes: [...new Set(inputs.map(input => input.evaluationHash))],
  });
  for (const input of inputs) {
    if (!known.has(input.evaluationHash)) {
      known.set(input.evaluationHash, evaluate(engine, input, today));
      // The engine is synchronous: requests get their turn between two files.
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  const texts: StoredTexts = { contents: [], contexts: [], evaluations: [] };
  const dockerfiles = inputs.map(input => {
    const evaluation = known.get(input.evaluationHash);
    if (!evaluation || evaluation instanceof Error) {
      return evaluation ?? new Error('The engine gave no verdict');
    }
    const { contentHash, contextHash, evaluationHash } = input;
    texts.contents.push({ hash: contentHash, text: input.text });
    texts.contexts.push({ hash: contextHash, context: input.contextText });
    texts.evaluations.push({
      hash: evaluationHash,
      evaluation: JSON.stringify(evaluation),
      evaluated_on: today,
    });
    return {
      path: input.path,
      evaluatedPath: input.evaluatedPath,
      contentHash,
      contextHash,
      evaluationHash,
      evaluation,
    };
  });
  return { dockerfiles, texts };
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
