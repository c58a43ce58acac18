import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';

/** A rule that a Dockerfile itself passes over, by a comment. */
export interface FileWaiver {
  path: string;
  rule: string;
  reason?: string;
  /** Where the findings are that it covers. */
  lines: number[];
}

/** What the Dockerfiles waive themselves: everything that is waived, without what an approved waiver of the portal explains. */
export function waiversInFiles(scorecard: Scorecard): FileWaiver[] {
  const approved = new Set(
    scorecard.waivers.flatMap(({ state, rule }) =>
      state === 'approved' ? rule : [],
    ),
  );
  return scorecard.dockerfiles.flatMap(({ path, evaluation }) =>
    evaluation.kind === 'judged'
      ? evaluation.checks
          .filter(
            ({ state, rule }) => state === 'waived' && !approved.has(rule),
          )
          .map(({ rule, reason, findings }) => ({
            path,
            rule,
            reason,
            lines: [...new Set(findings.map(({ range }) => range.start.line))],
          }))
      : [],
  );
}
