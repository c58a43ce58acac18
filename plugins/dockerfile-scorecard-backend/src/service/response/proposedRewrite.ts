import type {
  ProposedRewrite,
  Standing,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { JudgedEvaluation, Rewrite } from 'dockerfile-scorecard-engine';
import type { StoredAs } from '../../config';
import type { Span } from '../../secrets';

function standing({ level, score }: JudgedEvaluation): Standing {
  return { level, score };
}

function refused(reason: string): ProposedRewrite {
  return { kind: 'not-offered', reasons: [reason] };
}

/** What is proposed in place of a stored text. A text that is not kept as it is cannot be written again. */
export function proposedRewrite(options: {
  storedAs: StoredAs;
  masked: readonly Span[];
  rewrite(): Rewrite;
}): ProposedRewrite {
  const { storedAs, masked } = options;
  if (storedAs === 'findings') {
    return refused(
      'The text of the Dockerfile is not kept. Run `dockerfile-scorecard rewrite` in the repository.',
    );
  }
  if (masked.length > 0) {
    return refused(
      'The Dockerfile holds a secret, which is masked here. Rotate it and take it out first.',
    );
  }
  const rewrite = options.rewrite();
  return rewrite.kind === 'offered'
    ? {
        ...rewrite,
        before: standing(rewrite.before),
        after: standing(rewrite.after),
      }
    : rewrite;
}
