import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { Severity } from 'backstage-plugin-dockerfile-scorecard-common';
import { severityTone, tones } from '../../theme';

const shape: Record<Severity, string> = {
  critical: '●',
  high: '▲',
  medium: '■',
  low: '◆',
  info: '○',
};

const useStyles = makeStyles({
  root: {
    display: 'inline-block',
    width: '1.2em',
    textAlign: 'center',
    flex: 'none',
  },
});

/** A mark whose shape and colour both tell the severity. */
export function SeverityMark(props: { severity: Severity }) {
  const classes = useStyles();
  const theme = useTheme();
  return (
    <span
      className={classes.root}
      style={{ color: tones(theme)[severityTone(props.severity)].text }}
      role="img"
      aria-label={props.severity}
      title={props.severity}
    >
      {shape[props.severity]}
    </span>
  );
}
