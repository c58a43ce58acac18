import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import type { ServiceRow } from '../database';
import { loadEvaluations, type StoredTexts } from '../database/operations';
import {
  canonicalJson,
  hashJson,
  hashText,
  type Engine,
  type EvaluatedDockerfile,
  type EvaluationInput,
} from '../evaluation';
import type { ServiceInputs } from './serviceInputs';

/** What is known of a service after its Dockerfiles have been judged. */
export type JudgedService = { service: ServiceRow } & (
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
  services: JudgedService[];
  texts: StoredTexts;
}

/** Judges the Dockerfiles of services, except those that have been judged today already, for whatever service. */
export async function evaluateAll(options: {
  knex: Knex;
  engine: Engine;
  /** ISO date. */
  today: string;
  services: readonly ServiceInputs[];
}): Promise<EvaluationOutcome> {
  const { knex, engine, today } = options;
  const hashed = options.services.map(each =>
    each.kind === 'found'
      ? { ...each, inputs: each.inputs.map(input => withHashes(input, engine)) }
      : each,
  );
  const inputs = hashed.flatMap(each =>
    each.kind === 'found' ? each.inputs : [],
  );

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
      texts.contents.push({ hash: input.contentHash, text: input.text });
      texts.contexts.push({
        hash: input.contextHash,
        context: input.contextText,
      });
      texts.evaluations.push({
        hash: input.evaluationHash,
        evaluation: JSON.stringify(evaluation),
        evaluated_on: today,
      });
    }
    return { kind: 'judged', service, dockerfiles, reason };
  });
  return { services, texts };
}

interface HashedInput extends EvaluationInput {
  contentHash: string;
  contextHash: string;
  /** JSON */
  contextText: string;
  evaluationHash: string;
}

function withHashes(input: EvaluationInput, engine: Engine): HashedInput {
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
}

function toDockerfile(
  input: HashedInput,
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
