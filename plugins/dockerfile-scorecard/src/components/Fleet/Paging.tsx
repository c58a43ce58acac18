import { useRef } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardList } from 'backstage-plugin-dockerfile-scorecard-common';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import { type FleetQuery, PAGE_SIZE } from './fleetQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
    color: tones(theme).neutral.text,
  },
}));

interface PagingProps {
  query: FleetQuery;
  list: ScorecardList;
}

/** `26–50 of 120`. */
function rangeWords(page: number, { items, totalItems }: ScorecardList) {
  const first = (page - 1) * PAGE_SIZE + 1;
  return `${first.toLocaleString('en')}–${(
    first +
    items.length -
    1
  ).toLocaleString('en')} of ${totalItems.toLocaleString('en')}`;
}

/**
 * Cursors lead forwards only, so those of the pages before are kept while the table is on show. Who opened a page by its address
 * goes back to the first one.
 */
function useCursors(query: FleetQuery): (page: number) => string | undefined {
  const cursors = useRef(new Map<number, string>());
  const list = useRef('');
  const wanted = JSON.stringify([query.filters, query.q, query.orderBy]);
  if (list.current !== wanted) {
    list.current = wanted;
    cursors.current = new Map();
  }
  if (query.cursor) cursors.current.set(query.page, query.cursor);
  return page => cursors.current.get(page);
}

/** Pages of the list, in both directions. */
export function Paging(props: PagingProps) {
  const { query, list } = props;
  const classes = useStyles();
  const { change } = useQueryState();
  const cursorOf = useCursors(query);
  const { nextCursor } = list.pageInfo;
  if (!nextCursor && !query.cursor) return null;
  const back = () => {
    const cursor = cursorOf(query.page - 1);
    change({ cursor, page: cursor && String(query.page - 1) });
  };
  return (
    <nav className={classes.root} aria-label="Pages">
      <span>{rangeWords(query.page, list)}</span>
      <Button size="small" disabled={!query.cursor} onClick={back}>
        Previous page
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
