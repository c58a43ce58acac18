import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  Category,
  JudgedEvaluation,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { tones } from '../../theme';
import { categoryName, count } from '../../words';
import { Section } from '../parts';

const useStyles = makeStyles(theme => ({
  list: { display: 'grid', gap: theme.spacing(1), margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    fontSize: '0.875rem',
  },
  value: { margin: 0 },
  bar: {
    gridColumn: '1 / -1',
    margin: 0,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.type === 'dark' ? '#5c5f63' : '#e3e8ec',
  },
  // a bar is nothing but its colour
  fill: { height: '100%', forcedColorAdjust: 'none' },
  none: { color: theme.palette.text.secondary },
}));

function points(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** How many points each part of the score brings. */
export function ScoreByPart(props: {
  evaluation: JudgedEvaluation;
  rules: RuleBook;
}) {
  const { evaluation, rules } = props;
  const { categories } = evaluation;
  const unknown = (category: Category) =>
    evaluation.checks.filter(
      ({ state, rule }) =>
        state === 'unknown' && rules.get(rule)?.category === category,
    ).length;
  const classes = useStyles();
  const theme = useTheme();
  if (categories.length === 0) return null;
  return (
    <Section title="Score by part">
      <dl className={classes.list}>
        {categories.map(({ category, earned, applicable }) => (
          // groups of a list may hold nothing but terms and descriptions
          <div key={category} className={classes.row}>
            <dt>
              {categoryName[category]}
              {unknown(category) > 0 && (
                <span className={classes.none}>
                  , {count(unknown(category), 'check')} unknown
                </span>
              )}
            </dt>
            <dd className={classes.value}>
              {applicable > 0 ? (
                `${points(earned)} / ${points(applicable)}`
              ) : (
                <span className={classes.none}>nothing to judge</span>
              )}
            </dd>
            <dd className={classes.bar} aria-hidden>
              <div
                className={classes.fill}
                style={{
                  width: applicable > 0 ? `${(100 * earned) / applicable}%` : 0,
                  background: tones(theme).info.border,
                }}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
