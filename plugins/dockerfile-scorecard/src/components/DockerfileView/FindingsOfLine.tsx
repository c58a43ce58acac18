import { memo } from 'react';
import type {
  DockerfileScorecard,
  Finding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { FindingBlock } from './FindingBlock';
import { findingKey } from './findings';

interface FindingsOfLineProps {
  dockerfile: DockerfileScorecard;
  rules: RuleBook;
  findings: readonly Finding[];
  /** Keys of those that are unfolded, a line each: text, so that it is equal to itself. */
  open: string;
  onToggle(finding: Finding, expanded: boolean): void;
  /** The reader points at a finding, or no longer at any. */
  onPoint(finding: Finding | undefined): void;
}

function Findings(props: FindingsOfLineProps) {
  const { dockerfile, rules, findings, onToggle, onPoint } = props;
  const open = new Set(props.open.split('\n'));
  return (
    <>
      {findings.map(finding => {
        const key = findingKey(finding);
        const expanded = open.has(key);
        return (
          <FindingBlock
            key={key}
            path={dockerfile.path}
            text={dockerfile.text}
            finding={finding}
            title={rules.title(finding.rule)}
            failingSince={dockerfile.failingSince[finding.rule]}
            expanded={expanded}
            onToggle={() => onToggle(finding, !expanded)}
            onPoint={onPoint}
          />
        );
      })}
    </>
  );
}

/** What stands below a line; drawn anew only when something of it changes. */
export const FindingsOfLine = memo(Findings);
