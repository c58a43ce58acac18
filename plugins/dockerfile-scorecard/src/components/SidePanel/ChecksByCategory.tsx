import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Category,
  Check,
  CheckState,
  JudgedEvaluation,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import type { ToneName } from '../../theme';
import { categories, categoryName } from '../../words';
import { LineLink, Prose, Section, ToneChip } from '../parts';

const useStyles = makeStyles(theme => ({
  accordion: {
    boxShadow: 'none',
    background: 'none',
    '&:before': { display: 'none' },
    '&.Mui-expanded': { margin: 0 },
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  summary: {
    padding: 0,
    minHeight: 40,
    '&.Mui-expanded': { minHeight: 40 },
    '& .MuiAccordionSummary-content, & .MuiAccordionSummary-content.Mui-expanded':
      {
        margin: theme.spacing(1, 0),
        flexWrap: 'wrap',
        gap: theme.spacing(0.5, 1),
        justifyContent: 'space-between',
      },
    '& .MuiAccordionSummary-expandIcon': { padding: 6 },
  },
  name: { fontSize: '0.875rem' },
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  details: { padding: theme.spacing(0, 0, 1), flexDirection: 'column' },
  apart: {
    padding: theme.spacing(0.5, 0),
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
    '& summary': { cursor: 'pointer' },
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    width: '100%',
    fontSize: '0.8125rem',
  },
  check: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    alignItems: 'baseline',
  },
  reason: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

const states: readonly CheckState[] = ['fail', 'unknown', 'waived', 'pass'];

interface Look {
  word: string;
  /** The word after a number other than one. */
  many: string;
  sign: string;
  tone: ToneName;
}

const look: Record<CheckState, Look> = {
  fail: { word: 'fails', many: 'fail', sign: '✕', tone: 'bad' },
  unknown: { word: 'unknown', many: 'unknown', sign: '?', tone: 'warning' },
  waived: { word: 'waived', many: 'waived', sign: '–', tone: 'info' },
  pass: { word: 'passes', many: 'pass', sign: '✓', tone: 'good' },
  'not-applicable': {
    word: 'not applicable',
    many: 'not applicable',
    sign: '·',
    tone: 'neutral',
  },
};

interface ChecksByCategoryProps {
  evaluation: JudgedEvaluation;
  rules: RuleBook;
}

/** Every rule and what became of it; not applicable ones come last and are not counted. */
export function ChecksByCategory(props: ChecksByCategoryProps) {
  const { evaluation, rules } = props;
  const byCategory = new Map<Category | undefined, Check[]>();
  for (const check of evaluation.checks) {
    const category = rules.get(check.rule)?.category;
    byCategory.set(category, [...(byCategory.get(category) ?? []), check]);
  }
  if (evaluation.checks.length === 0) return null;
  return (
    <Section title="All checks">
      {[...categories, undefined].map(category => {
        const checks = byCategory.get(category);
        return (
          checks && (
            <CategoryChecks
              key={category ?? 'other'}
              name={category ? categoryName[category] : 'Other'}
              checks={checks}
              rules={rules}
            />
          )
        );
      })}
    </Section>
  );
}

interface CategoryChecksProps {
  name: string;
  checks: readonly Check[];
  rules: RuleBook;
}

function CategoryChecks(props: CategoryChecksProps) {
  const { name, checks, rules } = props;
  const classes = useStyles();
  const sorted = states.flatMap(state =>
    checks.filter(check => check.state === state),
  );
  const apart = checks.filter(({ state }) => state === 'not-applicable');
  return (
    <Accordion
      square
      className={classes.accordion}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        className={classes.summary}
      >
        <span className={classes.name}>{name}</span>
        <span className={classes.chips}>
          {checks.every(check => check.state === 'not-applicable') && (
            <ToneChip tone="neutral">nothing applies</ToneChip>
          )}
          {states.map(state => {
            const amount = checks.filter(check => check.state === state).length;
            return (
              amount > 0 && (
                <ToneChip key={state} tone={look[state].tone}>
                  {amount} {amount === 1 ? look[state].word : look[state].many}
                </ToneChip>
              )
            );
          })}
        </span>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <ul className={classes.list}>
          {sorted.map(check => (
            <li key={check.rule} className={classes.check}>
              <span>
                <ToneChip tone={look[check.state].tone}>
                  <span aria-hidden>{look[check.state].sign} </span>
                  {look[check.state].word}
                </ToneChip>
              </span>
              <span>
                <span title={check.rule}>
                  <Prose text={rules.titleOfCheck(check)} />
                </span>
                {check.findings.map(finding => (
                  <span key={`${finding.range.start.line}:${finding.message}`}>
                    {' · '}
                    <LineLink line={finding.range.start.line} />
                  </span>
                ))}
                {check.reason && (
                  <div className={classes.reason}>
                    <Prose text={check.reason} />
                  </div>
                )}
              </span>
            </li>
          ))}
        </ul>
        {apart.length > 0 && <Apart checks={apart} rules={rules} />}
      </AccordionDetails>
    </Accordion>
  );
}

/** Checks that have nothing to say about this Dockerfile, folded into their number. */
function Apart(props: { checks: readonly Check[]; rules: RuleBook }) {
  const { checks, rules } = props;
  const classes = useStyles();
  return (
    <details className={classes.apart}>
      <summary>
        {checks.length === 1
          ? '1 check does not apply'
          : `${checks.length} checks do not apply`}
      </summary>
      <ul>
        {checks.map(({ rule }) => (
          <li key={rule} title={rule}>
            <Prose text={rules.title(rule)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
