import {
  checksOf,
  compareLevels,
  worstLevel,
  type Level,
} from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import {
  loadFleetDockerfiles,
  loadTexts,
  loadWaivers,
  type FleetDockerfile,
  type ServiceScope,
} from '../database/operations';
import type { WaiverRow } from '../database';
import { ruleWaivers, type Engine } from '../evaluation';

/** What a policy makes of a Dockerfile. */
interface Verdict {
  /** Null when the file cannot be judged. */
  level: Level | null;
  failing: string[];
}

/** What a policy makes of a service. */
export interface ServiceVerdict extends Verdict {
  entityRef: string;
}

/** Dockerfiles that are loaded at once. */
const BATCH = 50;

/**
 * Evaluates the stored Dockerfiles of services under another policy, each text once for the whole fleet. Services with a text that
 * is not stored are left out and counted.
 */
export async function evaluateFleet(options: {
  knex: Knex;
  scope: ServiceScope;
  engine: Engine;
  today: string;
  onProgress(evaluated: number, total: number): Promise<void>;
  signal: AbortSignal;
}): Promise<{ services: ServiceVerdict[]; notEvaluated: number }> {
  const { knex, engine, today, onProgress, signal } = options;
  const dockerfiles = await loadFleetDockerfiles(options.scope);
  const waivers = await loadWaivers({
    knex,
    today,
    entityRefs: [...new Set(dockerfiles.map(each => each.entity_ref))],
  });
  /** Services with waivers have verdicts of their own. */
  const keyOf = (dockerfile: FleetDockerfile) => {
    const { entity_ref, evaluated_path, content_hash, context_hash } =
      dockerfile;
    const own = waivers.has(entity_ref) ? entity_ref : '';
    return `${content_hash} ${context_hash} ${evaluated_path} ${own}`;
  };
  const distinct = [
    ...new Map(
      dockerfiles.map(dockerfile => [keyOf(dockerfile), dockerfile]),
    ).values(),
  ];
  const verdicts = new Map<string, Verdict>();
  for (let at = 0; at < distinct.length; at += BATCH) {
    const batch = distinct.slice(at, at + BATCH);
    const texts = await loadTexts({ knex, dockerfiles: batch });
    for (const dockerfile of batch) {
      signal.throwIfAborted();
      const text = texts.contents.get(dockerfile.content_hash);
      const context = texts.contexts.get(dockerfile.context_hash);
      if (text !== undefined && context !== undefined) {
        verdicts.set(
          keyOf(dockerfile),
          evaluate({
            engine,
            dockerfile,
            text,
            context,
            today,
            waivers: waivers.get(dockerfile.entity_ref) ?? [],
          }),
        );
      }
      // The engine is synchronous: requests get their turn between two files.
      await new Promise(resolve => setImmediate(resolve));
    }
    await onProgress(Math.min(at + BATCH, distinct.length), distinct.length);
  }
  return collect(dockerfiles, dockerfile => verdicts.get(keyOf(dockerfile)));
}

function evaluate(options: {
  engine: Engine;
  dockerfile: FleetDockerfile;
  text: string;
  /** JSON */
  context: string;
  today: string;
  waivers: readonly WaiverRow[];
}): Verdict {
  const { engine, dockerfile, text, context, today, waivers } = options;
  const unwaived = engine.evaluate({
    path: dockerfile.evaluated_path,
    text,
    context: JSON.parse(context),
    today,
  });
  const evaluation = engine.waive(unwaived, ruleWaivers(waivers), today);
  return {
    level: evaluation.kind === 'judged' ? evaluation.level : null,
    failing: checksOf(evaluation)
      .filter(check => check.state === 'fail')
      .map(check => check.rule),
  };
}

/** A service is as good as its worst Dockerfile. */
function collect(
  dockerfiles: readonly FleetDockerfile[],
  verdictOf: (dockerfile: FleetDockerfile) => Verdict | undefined,
): { services: ServiceVerdict[]; notEvaluated: number } {
  const byService = new Map<string, (Verdict | undefined)[]>();
  for (const dockerfile of dockerfiles) {
    const { entity_ref: entityRef } = dockerfile;
    byService.set(entityRef, [
      ...(byService.get(entityRef) ?? []),
      verdictOf(dockerfile),
    ]);
  }
  const services: ServiceVerdict[] = [];
  let notEvaluated = 0;
  for (const [entityRef, found] of byService) {
    const known = found.flatMap(verdict => verdict ?? []);
    if (known.length < found.length) {
      notEvaluated += 1;
      continue;
    }
    services.push({
      entityRef,
      level: worstLevel(known.flatMap(({ level }) => level ?? [])) ?? null,
      failing: [...new Set(known.flatMap(({ failing }) => failing))].sort(),
    });
  }
  return { services, notEvaluated };
}

/** Below 0 when a service loses, above when it gains. */
export function changeOf(before: Level, after: Level): number {
  return compareLevels(after, before);
}
