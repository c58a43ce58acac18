import { InputError, NotFoundError, ConflictError } from '@backstage/errors';
import {
  evaluateDockerfile,
  fixDockerfile,
  rewriteDockerfile,
  type EarnedLevel,
  type FixInput,
  type JudgedEvaluation,
} from 'dockerfile-scorecard-engine';

/** What is done to a Dockerfile. */
export type Wanted =
  | { kind: 'rule'; rule: string }
  | { kind: 'level'; level: EarnedLevel }
  | { kind: 'all' }
  | { kind: 'rewrite' };

/** A Dockerfile after the change. */
export interface Changed {
  text: string;
  dockerignore: string | undefined;
  /** Manifests that change, by path relative to the build context. */
  manifests: Readonly<Record<string, string>>;
  before: JudgedEvaluation;
  after: JudgedEvaluation;
  /** What was done and what to check, one item each; Markdown. */
  notes: string[];
}

function standing({ level, score }: JudgedEvaluation): string {
  return score === null ? level : `${level} ${score}`;
}

/** What the change is, in the imperative, as a subject of a commit. */
export function titleOf(
  path: string,
  wanted: Wanted,
  changed: Changed,
): string {
  switch (wanted.kind) {
    case 'rewrite':
      return `Build ${path} in two stages`;
    case 'rule':
      return `Fix ${wanted.rule} in ${path}`;
    default:
      return `Bring ${path} from ${changed.before.level} to ${changed.after.level}`;
  }
}

/** What a reviewer reads; Markdown. */
export function descriptionOf(path: string, { before, after, notes }: Changed) {
  return [
    `\`${path}\`: was **${standing(before)}**, is **${standing(
      after,
    )}** by its Dockerfile scorecard. The change was evaluated: what it is for is gone, and nothing new fails.`,
    '',
    ...notes.map(note => `- ${note}`),
  ].join('\n');
}

function rewritten(input: FixInput): Changed {
  const rewrite = rewriteDockerfile(input);
  if (rewrite.kind === 'not-offered') {
    throw new InputError(
      [`${input.path} cannot be rewritten:`, ...rewrite.reasons].join('\n'),
    );
  }
  const { text, dockerignore, before, after, notes } = rewrite;
  return { text, dockerignore, manifests: {}, before, after, notes };
}

/**
 * Applies what a person chose.
 *
 * @param contentHash - hash of the text that it was chosen for
 * @throws ConflictError when the file is another one by now
 * @throws NotFoundError when there is nothing to do
 * @throws InputError when it cannot be done
 */
export function change(
  input: FixInput,
  wanted: Wanted,
  contentHash: string | undefined,
): Changed {
  if (
    contentHash !== undefined &&
    contentHash !== evaluateDockerfile(input).contentHash
  ) {
    throw new ConflictError(
      `${input.path} has changed since its scorecard was made. Scan the service again and choose once more.`,
    );
  }
  if (wanted.kind === 'rewrite') return rewritten(input);
  const fixed = fixDockerfile(input, {
    ...(wanted.kind === 'rule' && { rules: [wanted.rule] }),
    ...(wanted.kind === 'level' && { to: wanted.level }),
  });
  if (!fixed) throw new InputError(`${input.path} cannot be judged.`);
  if (fixed.applied.length === 0) {
    throw new NotFoundError(
      wanted.kind === 'rule'
        ? `No fix of ${wanted.rule} is known for ${input.path}. The finding may be gone: scan the service again.`
        : `No fix is known for ${input.path}.`,
    );
  }
  return {
    ...fixed,
    dockerignore: fixed.dockerignore,
    manifests: fixed.manifests ?? {},
    notes: fixed.applied.map(
      ({ title, reason, safety, finding }) =>
        `${title} (\`${finding.rule}\`). ${
          safety === 'review' ? '**Review it.** ' : ''
        }${reason}`,
    ),
  };
}
