import { LinkButton } from '@backstage/core-components';
import type { JudgedEvaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { count, leadingHeadline, levelName } from '../../words';
import { Notice, plainText, Prose, useLineNavigation } from '../parts';
import { leadingFindings } from './leadingFindings';

/** The one thing to do first: what breaks the image or leaks a secret, else what keeps it from the next level. */
export function LeadingBanner(props: {
  evaluation: JudgedEvaluation;
  rules: RuleBook;
}) {
  const { evaluation, rules } = props;
  const { href } = useLineNavigation();
  const [first, ...others] = leadingFindings(evaluation);
  if (!first) return null;
  const { line } = first.range.start;
  const next = evaluation.nextLevel;
  return (
    <Notice
      tone={evaluation.level === 'none' ? 'bad' : 'info'}
      title={leadingHeadline(
        first,
        {
          title: plainText(rules.title(first.rule)),
          consequence: rules.get(first.rule)?.consequence,
        },
        next ? levelName[next.level] : undefined,
      )}
      actions={
        <LinkButton to={href(line)} variant="outlined" size="small">
          Show line {line}
        </LinkButton>
      }
    >
      <p>
        <Prose text={first.message} />
      </p>
      {others.length > 0 && (
        <p>
          {first.severity === 'critical'
            ? `${count(others.length, 'more critical finding')} below.`
            : `${count(others.length, 'more finding')} to fix for ${
                next ? levelName[next.level] : 'the next level'
              }.`}
        </p>
      )}
    </Notice>
  );
}
