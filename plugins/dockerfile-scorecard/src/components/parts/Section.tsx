import { type ReactNode, useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1.25),
  },
  title: {
    fontSize: '0.875rem',
    fontWeight: 600,
    margin: 0,
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
}));

interface SectionProps {
  title: string;
  /** Stands at the end of the title line. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled block of a page. */
export function Section(props: SectionProps) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <div className={classes.head}>
        <Typography id={titleId} component="h2" className={classes.title}>
          {props.title}
        </Typography>
        {props.aside}
      </div>
      {props.children}
    </Paper>
  );
}
