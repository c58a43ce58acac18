import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DockerfileScorecard,
  Finding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { useLineNavigation, useTraceLight } from '../parts';
import { byLine, linesOfFinding, stepsByLine } from './byLine';
import { CodeLine } from './CodeLine';
import { FindingsOfLine } from './FindingsOfLine';
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

function linesOf(text: string): string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => line.replace(/\r$/, ''));
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
  const { line: selectedLine, jump, href } = useLineNavigation();
  const { evaluation, text } = dockerfile;
  const findings = useMemo(() => worstFirst(evaluation), [evaluation]);
  const lines = useMemo(() => linesOf(text), [text]);
  const tokens = useMemo(() => highlight(lines), [lines]);
  const marked = useMemo(
    () => byLine(findings, finding => finding.range.start.line),
    [findings],
  );
  const below = useMemo(
    () =>
      byLine(findings, finding =>
        Math.min(lastLine(finding.range), lines.length),
      ),
    [findings, lines],
  );
  const problems = useMemo(
    () =>
      byLine(
        problemsWithoutFinding(evaluation),
        problem => problem.range?.start.line ?? 0,
      ),
    [evaluation],
  );
  const [open, setOpen] = useState(() => openFindings(evaluation));
  const [traced, setTraced] = useState<Finding | undefined>(findings[0]);
  const steps = useMemo(() => stepsByLine(traced), [traced]);
  const { light } = useTraceLight();

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

  // the same function for all lines and all time, so that a line is drawn anew only when it changes itself
  const toggle = useCallback((finding: Finding, expanded: boolean) => {
    const key = findingKey(finding);
    setOpen(before => {
      const after = new Set(before);
      if (expanded) after.add(key);
      else after.delete(key);
      return after;
    });
    if (expanded) setTraced(finding);
  }, []);
  const pointed = useRef<Finding>();
  const point = useCallback(
    (finding: Finding | undefined) => {
      // a mouse that moves says the same many times
      if (finding === pointed.current) return;
      pointed.current = finding;
      if (finding) setTraced(finding);
      light(finding && linesOfFinding(finding));
    },
    [light],
  );

  return (
    <ol className={classes.root} aria-label={dockerfile.path}>
      {lines.map((_, index) => {
        const number = index + 1;
        const selected = selectedLine === number;
        const here = below.get(number);
        return (
          <li key={number} value={number}>
            <CodeLine
              number={number}
              tokens={tokens[index]}
              worst={marked.get(number)?.[0].severity}
              steps={steps.get(number)}
              jump={selected ? jump : undefined}
              href={href(number)}
            />
            {problems.get(number)?.map(problem => (
              <ProblemBlock
                key={`${problem.code}:${problem.message}`}
                problem={problem}
              />
            ))}
            {here && (
              <FindingsOfLine
                dockerfile={dockerfile}
                rules={rules}
                findings={here}
                open={here
                  .map(findingKey)
                  .filter(key => open.has(key))
                  .join('\n')}
                onToggle={toggle}
                onPoint={point}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
