import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import { firstPage, type FleetQuery } from './fleetQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
}));

interface PagingProps {
  query: FleetQuery;
  nextCursor?: string;
}

/** Forward by cursor, back by the browser or to the beginning. */
export function Paging(props: PagingProps) {
  const { query, nextCursor } = props;
  const classes = useStyles();
  const { change } = useQueryState();
  if (!nextCursor && !query.cursor) return null;
  return (
    <nav className={classes.root} aria-label="Pages">
      <span>Page {query.page}</span>
      <Button
        size="small"
        disabled={!query.cursor}
        onClick={() => change(firstPage)}
      >
        First page
      </Button>
      <Button
        size="small"
        disabled={!nextCursor}
        onClick={() =>
          change({ cursor: nextCursor, page: String(query.page + 1) })
        }
      >
        Next page
      </Button>
    </nav>
  );
}
