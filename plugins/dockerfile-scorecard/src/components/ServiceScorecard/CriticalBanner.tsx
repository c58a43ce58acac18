import { LinkButton } from '@backstage/core-components';
import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { count, criticalHeadline } from '../../words';
import { worstFirst } from '../DockerfileView';
import { Notice, plainText, Prose, useLineNavigation } from '../parts';

/** The one thing to know about an image that does not build, does not start, or leaks a secret. */
export function CriticalBanner(props: {
  evaluation: Evaluation;
  rules: RuleBook;
}) {
  const { evaluation, rules } = props;
  const { href } = useLineNavigation();
  const critical = worstFirst(evaluation).filter(
    finding => finding.severity === 'critical',
  );
  const [first] = critical;
  // Who cannot read the file cannot say much of the image.
  const unreadable = evaluation.problems.some(
    problem => problem.severity === 'error',
  );
  if (!first || unreadable) return null;
  const { line } = first.range.start;
  return (
    <Notice
      tone="bad"
      title={criticalHeadline(first, plainText(rules.title(first.rule)))}
      actions={
        <LinkButton to={href(line)} variant="outlined" size="small">
          Show line {line}
        </LinkButton>
      }
    >
      <p>
        <Prose text={first.message} />
      </p>
      {critical.length > 1 && (
        <p>{count(critical.length - 1, 'more critical finding')} below.</p>
      )}
    </Notice>
  );
}
