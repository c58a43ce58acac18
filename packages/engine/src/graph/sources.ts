import type { Resolved } from '../shell/types';
import type { Argument } from '../syntax/types';
import type { Source } from './types';

/** What the names of FROM, COPY and RUN are looked up in. */
export interface SourceNames {
  /** Lower-case name of a stage to its index. */
  stages: ReadonlyMap<string, number>;
  stageCount: number;
  /** Lower-case names of contexts given to the build command. */
  contexts: ReadonlySet<string>;
}

function namedSource(text: string, names: SourceNames): Source | undefined {
  const lower = text.toLowerCase();
  const stage = names.stages.get(lower);
  if (stage !== undefined) {
    return { kind: 'stage', stage };
  }
  if (names.contexts.has(lower)) {
    return { kind: 'context', name: text };
  }
  return lower === 'scratch' ? { kind: 'scratch' } : undefined;
}

/** What the word of a FROM stands for. Only stages above it can be meant, never by number. */
export function baseSource(
  text: Resolved,
  written: string,
  names: SourceNames,
): Source {
  if (!text.known) {
    return { kind: 'unknown', text: written, reason: text.reason };
  }
  if (text.value === '') {
    return {
      kind: 'unknown',
      text: written,
      reason: 'the image name is empty',
    };
  }
  return (
    namedSource(text.value, names) ?? { kind: 'image', reference: text.value }
  );
}

/**
 * What `--from` of COPY or of a mount stands for: a stage by name or number, else a context, else an image. Variables are not
 * expanded there. Source: https://docs.docker.com/reference/dockerfile/#copy---from
 */
export function referencedSource(from: Argument, names: SourceNames): Source {
  const text = from.value;
  if (/^[+-]?\d+$/.test(text)) {
    const stage = Number(text);
    if (stage >= 0 && stage < names.stageCount) {
      return { kind: 'stage', stage };
    }
    return {
      kind: 'unknown',
      text,
      reason: `there is no stage number ${text}`,
    };
  }
  if (text.includes('$')) {
    return {
      kind: 'unknown',
      text,
      reason: 'variables are not expanded in --from',
    };
  }
  return namedSource(text, names) ?? { kind: 'image', reference: text };
}
