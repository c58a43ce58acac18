import { makeStyles } from '@material-ui/core/styles';
import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';
import { levelTone, tones } from '../../theme';
import { levelName, levelPromise, levels } from '../../words';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    rowGap: theme.spacing(0.5),
  },
  step: {
    display: 'flex',
    alignItems: 'center',
    '& + &::before': {
      content: '""',
      width: 10,
      borderTop: `1px solid ${theme.palette.text.secondary}`,
      margin: theme.spacing(0, 0.75),
    },
  },
  rung: {
    padding: theme.spacing(0.5, 1.5),
    borderRadius: 16,
    border: '1.5px solid',
    fontWeight: 600,
    fontSize: '0.875rem',
  },
}));

/** None — Bronze — Silver — Gold, with the current one filled. */
export function LevelLadder(props: { level: Level }) {
  const classes = useStyles();
  return (
    <ol className={classes.root} aria-label="Level">
      {levels.map(level => {
        const current = level === props.level;
        return (
          <li
            key={level}
            className={classes.step}
            aria-current={current ? 'step' : undefined}
          >
            <Rung level={level} current={current} className={classes.rung} />
          </li>
        );
      })}
    </ol>
  );
}

const useRungStyles = makeStyles(theme => {
  const tone = (level: Level) => tones(theme)[levelTone(level)];
  const rung = (level: Level) => ({
    color: theme.palette.text.secondary,
    borderColor: tone(level).border,
  });
  const current = (level: Level) => ({
    color: tone(level).text,
    background: tone(level).background,
    borderColor: tone(level).text,
    // where colours are those of the reader, a frame tells
    '@media (forced-colors: active)': { outline: '3px solid' },
  });
  return {
    none: rung('none'),
    bronze: rung('bronze'),
    silver: rung('silver'),
    gold: rung('gold'),
    noneCurrent: current('none'),
    bronzeCurrent: current('bronze'),
    silverCurrent: current('silver'),
    goldCurrent: current('gold'),
  };
});

function Rung(props: { level: Level; current: boolean; className: string }) {
  const classes = useRungStyles();
  const tone = props.current
    ? classes[`${props.level}Current`]
    : classes[props.level];
  return (
    <span
      className={`${props.className} ${tone}`}
      title={levelPromise[props.level]}
    >
      {levelName[props.level]}
      {props.current && <VisuallyHidden> (current level)</VisuallyHidden>}
    </span>
  );
}
