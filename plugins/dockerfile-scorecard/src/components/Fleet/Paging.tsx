import { useId, useRef } from 'react';
import Button from '@material-ui/core/Button';
import NativeSelect from '@material-ui/core/NativeSelect';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardList } from 'backstage-plugin-dockerfile-scorecard-common';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import { firstPage, type FleetQuery, listQuery, pageSizes } from './fleetQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
    color: tones(theme).neutral.text,
  },
  size: { fontSize: '0.8125rem', marginLeft: theme.spacing(0.5) },
}));

interface PagingProps {
  query: FleetQuery;
  list: ScorecardList;
}

/** `26–50 of 120`. */
function rangeWords(query: FleetQuery, { items, totalItems }: ScorecardList) {
  const first = (query.page - 1) * query.pageSize + 1;
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
  const wanted = JSON.stringify({ ...listQuery(query), cursor: undefined });
  if (list.current !== wanted) {
    list.current = wanted;
    cursors.current = new Map();
  }
  if (query.cursor) cursors.current.set(query.page, query.cursor);
  return page => cursors.current.get(page);
}

/** Pages of the list, in both directions, and how long they are. */
export function Paging(props: PagingProps) {
  const { query, list } = props;
  const classes = useStyles();
  const id = useId();
  const { change } = useQueryState();
  const cursorOf = useCursors(query);
  const { nextCursor } = list.pageInfo;
  // one short page needs no controls
  if (!nextCursor && !query.cursor && list.totalItems <= pageSizes[0])
    return null;
  const back = () => {
    const cursor = cursorOf(query.page - 1);
    change({ cursor, page: cursor && String(query.page - 1) });
  };
  return (
    <nav className={classes.root} aria-label="Pages">
      <label htmlFor={id}>
        Rows per page
        <NativeSelect
          id={id}
          className={classes.size}
          value={query.pageSize}
          onChange={event =>
            change({
              size:
                event.target.value === String(pageSizes[0])
                  ? undefined
                  : event.target.value,
              ...firstPage,
            })
          }
        >
          {pageSizes.map(size => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </NativeSelect>
      </label>
      <span>{rangeWords(query, list)}</span>
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
