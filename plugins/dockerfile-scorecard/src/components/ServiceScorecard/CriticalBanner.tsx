import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { count, criticalHeadline } from '../../words';
import { worstFirst } from '../DockerfileView';
import { LineLink, Notice } from '../parts';

/** The one thing to know about an image that does not build, does not start, or leaks a secret. */
export function CriticalBanner(props: {
  evaluation: Evaluation;
  rules: RuleBook;
}) {
  const { evaluation, rules } = props;
  const critical = worstFirst(evaluation).filter(
    finding => finding.severity === 'critical',
  );
  const [first] = critical;
  if (!first) return null;
  return (
    <Notice
      tone="bad"
      title={criticalHeadline(first, rules.title(first.rule))}
      actions={
        <LineLink line={first.range.start.line} tone="bad">
          {`Show it: line ${first.range.start.line}`}
        </LineLink>
      }
    >
      <p>{first.message}</p>
      {critical.length > 1 && (
        <p>{count(critical.length - 1, 'more critical finding')} below.</p>
      )}
    </Notice>
  );
}
