import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';
import { levelFill, ON_LEVEL_FILL } from '../../theme';
import { count, levelName, levelPromise, levels } from '../../words';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    borderRadius: 6,
    overflow: 'hidden',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    gap: 1,
  },
  part: { minWidth: 92 },
  link: {
    display: 'block',
    padding: theme.spacing(0.75, 1.25),
    fontWeight: 700,
    fontSize: '0.875rem',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: ON_LEVEL_FILL,
    // only a border shows the parts where colours are those of the reader
    '@media (forced-colors: active)': { border: '1px solid' },
    '&:hover': { filter: 'brightness(0.95)' },
    '&:focus-visible': {
      outline: `3px solid ${theme.palette.text.primary}`,
      outlineOffset: -3,
    },
  },
  chosen: { boxShadow: `inset 0 -4px 0 ${ON_LEVEL_FILL}` },
  rest: { background: theme.palette.type === 'dark' ? '#d3dae0' : '#e3e8ec' },
}));

interface LevelBarProps {
  byLevel: Record<Level, number>;
  /** Services without a level. */
  without: number;
  chosen?: readonly string[];
  hrefOf(level: Level): string;
  hrefWithout: string;
}

/** One bar of services; each part leads to the services of its level. */
export function LevelBar(props: LevelBarProps) {
  const { byLevel, without, chosen = [] } = props;
  const classes = useStyles();
  return (
    <ul className={classes.bar}>
      {levels
        .filter(level => byLevel[level] > 0)
        .map(level => (
          <li
            key={level}
            className={classes.part}
            style={{
              flexGrow: byLevel[level],
              flexBasis: 0,
              background: levelFill[level],
            }}
          >
            <Link
              to={props.hrefOf(level)}
              className={`${classes.link} ${
                chosen.includes(level) ? classes.chosen : ''
              }`}
              style={{ color: ON_LEVEL_FILL }}
              aria-current={chosen.includes(level) ? 'true' : undefined}
              title={levelPromise[level]}
            >
              {levelName[level]} {byLevel[level].toLocaleString('en')}
            </Link>
          </li>
        ))}
      {without > 0 && (
        <li
          className={`${classes.part} ${classes.rest}`}
          style={{ flexGrow: without, flexBasis: 0, minWidth: 44 }}
        >
          <Link
            to={props.hrefWithout}
            className={classes.link}
            style={{ color: ON_LEVEL_FILL }}
            title={`${count(without, 'service')} without a level`}
            aria-label={`Without a level ${without}`}
          >
            {without.toLocaleString('en')}
          </Link>
        </li>
      )}
    </ul>
  );
}
