import { useEffect, useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DockerfileScorecard,
  Finding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { useLineNavigation } from '../parts';
import { CodeLine } from './CodeLine';
import { FindingBlock } from './FindingBlock';
import { ProblemBlock } from './ProblemBlock';
import {
  findingKey,
  openFindings,
  problemsWithoutFinding,
  worstFirst,
} from './findings';
import { highlight } from './highlight';
import { lastLine } from './lineOf';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(0.5, 0),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

interface DockerfileViewProps {
  dockerfile: DockerfileScorecard;
  rules: RuleBook;
}

/**
 * The Dockerfile with its findings below their lines.
 *
 * A plain list, not an editor: findings carry links, buttons and diffs that have to be reached in reading order by keyboard and
 * screen reader, and editors draw only the lines in view.
 */
export function DockerfileView(props: DockerfileViewProps) {
  const { dockerfile, rules } = props;
  const classes = useStyles();
  const { line: selectedLine, jump } = useLineNavigation();
  const { evaluation, text } = dockerfile;
  const findings = useMemo(() => worstFirst(evaluation), [evaluation]);
  const lines = useMemo(
    () =>
      text
        .replace(/\n$/, '')
        .split('\n')
        .map(line => line.replace(/\r$/, '')),
    [text],
  );
  const problems = useMemo(
    () => problemsWithoutFinding(evaluation),
    [evaluation],
  );
  const tokens = useMemo(() => highlight(lines), [lines]);
  const [open, setOpen] = useState(() => openFindings(evaluation));
  const [traced, setTraced] = useState<Finding | undefined>(findings[0]);

  useEffect(() => {
    const here = findings.find(
      finding => finding.range.start.line === selectedLine,
    );
    if (!here) return;
    setOpen(before => new Set(before).add(findingKey(here)));
    setTraced(current =>
      current?.trace.some(step => step.range.start.line === selectedLine)
        ? current
        : here,
    );
  }, [findings, selectedLine, jump]);

  const toggle = (finding: Finding) => {
    const key = findingKey(finding);
    const wasOpen = open.has(key);
    setOpen(before => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
    if (!wasOpen) setTraced(finding);
  };

  return (
    <ol className={classes.root} aria-label={dockerfile.path}>
      {lines.map((_, index) => {
        const number = index + 1;
        return (
          <CodeLine
            key={number}
            number={number}
            tokens={tokens[index]}
            severities={findings
              .filter(finding => finding.range.start.line === number)
              .map(finding => finding.severity)}
            steps={(traced?.trace ?? []).flatMap((step, at) =>
              step.range.start.line === number ? [at + 1] : [],
            )}
          >
            {problems
              .filter(problem => problem.range?.start.line === number)
              .map(problem => (
                <ProblemBlock
                  key={`${problem.code}:${problem.message}`}
                  problem={problem}
                />
              ))}
            {findings
              .filter(
                finding =>
                  Math.min(lastLine(finding.range), lines.length) === number,
              )
              .map(finding => (
                <FindingBlock
                  key={findingKey(finding)}
                  path={dockerfile.path}
                  text={text}
                  finding={finding}
                  title={rules.title(finding.rule)}
                  failingSince={dockerfile.failingSince[finding.rule]}
                  expanded={open.has(findingKey(finding))}
                  onToggle={() => toggle(finding)}
                />
              ))}
          </CodeLine>
        );
      })}
    </ol>
  );
}
