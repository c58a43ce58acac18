import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { CategoryScore } from 'dockerfile-scorecard-engine';
import { tones } from '../../theme';
import { categoryName } from '../../words';
import { Section } from '../parts';

const useStyles = makeStyles(theme => ({
  list: { display: 'grid', gap: theme.spacing(1), margin: 0 },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: '0.875rem',
  },
  value: { margin: 0 },
  bar: {
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: theme.palette.type === 'dark' ? '#5c5f63' : '#e3e8ec',
  },
  fill: { height: '100%' },
  none: { color: theme.palette.text.secondary },
}));

function points(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** How many points each part of the score brings. */
export function ScoreByPart(props: { categories: readonly CategoryScore[] }) {
  const classes = useStyles();
  const theme = useTheme();
  if (props.categories.length === 0) return null;
  return (
    <Section title="Score by part">
      <dl className={classes.list}>
        {props.categories.map(({ category, earned, applicable }) => (
          <div key={category}>
            <div className={classes.row}>
              <dt>{categoryName[category]}</dt>
              <dd className={classes.value}>
                {applicable > 0 ? (
                  `${points(earned)} / ${points(applicable)}`
                ) : (
                  <span className={classes.none}>nothing to judge</span>
                )}
              </dd>
            </div>
            <div className={classes.bar} aria-hidden>
              <div
                className={classes.fill}
                style={{
                  width: applicable > 0 ? `${(100 * earned) / applicable}%` : 0,
                  background: tones(theme).info.border,
                }}
              />
            </div>
          </div>
        ))}
      </dl>
    </Section>
  );
}
