import { makeStyles } from '@material-ui/core/styles';
import type {
  Check,
  JudgedEvaluation,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { severityTone } from '../../theme';
import { levelName } from '../../words';
import { LineLink, Prose, Section, SeverityMark } from '../parts';
import { type Step, stepsToLevels } from './stepsToLevels';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 0),
    fontSize: '0.875rem',
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  title: { flex: 1, minWidth: 0 },
  lines: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.5),
  },
}));

function headingOf(step: Step, first: boolean): string {
  if (!step.level) return 'Worth fixing, though no level needs it';
  const name = levelName[step.level];
  return first ? `To reach ${name}` : `Then, to reach ${name}`;
}

const MAX_LINES = 3;

/** What stands between the Dockerfile and the levels above it. */
export function NextLevels(props: {
  evaluation: JudgedEvaluation;
  rules: RuleBook;
}) {
  const { evaluation, rules } = props;
  const classes = useStyles();
  return (
    <>
      {stepsToLevels(evaluation, rules).map((step, index) => (
        <Section
          key={step.level ?? 'none'}
          title={headingOf(step, index === 0)}
        >
          <ul className={classes.list}>
            {step.checks.map(check => (
              <li key={check.rule} className={classes.item}>
                {check.findings[0] && (
                  <SeverityMark severity={check.findings[0].severity} />
                )}
                <span className={classes.title}>
                  <Prose text={rules.title(check.rule)} />
                </span>
                <CheckLines check={check} className={classes.lines} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function CheckLines(props: { check: Check; className: string }) {
  const { check, className } = props;
  const byLine = new Map(
    check.findings.map(finding => [finding.range.start.line, finding]),
  );
  const shown = [...byLine].slice(0, MAX_LINES);
  const hidden = byLine.size - shown.length;
  return (
    <span className={className}>
      {shown.map(([line, finding]) => (
        <LineLink
          key={line}
          line={line}
          tone={severityTone(finding.severity)}
        />
      ))}
      {hidden > 0 && <span>+{hidden}</span>}
    </span>
  );
}
