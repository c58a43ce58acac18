import { useEffect } from 'react';
import Button from '@material-ui/core/Button';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardList } from 'backstage-plugin-dockerfile-scorecard-common';
import {
  isInputError,
  type Loaded,
  messageOf,
  type RuleBook,
} from '../../data';
import { useQueryState } from '../../navigation';
import { count } from '../../words';
import { Notice, Section } from '../parts';
import { ColumnChoice } from './ColumnChoice';
import { ExportButton } from './ExportButton';
import { FilterBar } from './FilterBar';
import {
  firstPage,
  type FleetQuery,
  isFiltered,
  noFilters,
} from './fleetQuery';
import { Paging } from './Paging';
import { ServicesTable } from './ServicesTable';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  aside: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  amount: { fontSize: '0.8125rem', color: theme.palette.text.secondary },
}));

interface ServicesProps {
  query: FleetQuery;
  rules: RuleBook;
  services: Loaded<ScorecardList>;
}

/** The services of the fleet: filters, table, pages. */
export function Services(props: ServicesProps) {
  const { query, rules } = props;
  const classes = useStyles();
  const { value, error, loading, reload } = props.services;
  const empty = value?.items.length === 0;
  const { change } = useQueryState();
  // an address of a page that is no more, because the list changed or was made by an older version
  const lost = query.cursor !== undefined && error && isInputError(error);
  useEffect(() => {
    if (lost) change(firstPage, 'replace');
  }, [lost, change]);
  return (
    <Section
      title="Services"
      aside={
        value && (
          <div className={classes.aside}>
            <span className={classes.amount} role="status">
              {count(value.totalItems, 'service')}
            </span>
            <ColumnChoice query={query} />
            {value.totalItems > 0 && <ExportButton query={query} />}
          </div>
        )
      }
    >
      <div className={classes.root}>
        <FilterBar query={query} rules={rules} />
        {error && (
          <Notice
            tone="bad"
            title="The services could not be loaded"
            actions={
              <Button variant="outlined" color="primary" onClick={reload}>
                Try again
              </Button>
            }
          >
            <p>{messageOf(error)}</p>
          </Notice>
        )}
        {!error && empty && !loading && <Nothing query={query} />}
        {!error && !(empty && !loading) && (
          <>
            <ServicesTable
              services={value?.items}
              query={query}
              loading={loading}
            />
            {value && <Paging query={query} list={value} />}
          </>
        )}
      </div>
    </Section>
  );
}

function Nothing(props: { query: FleetQuery }) {
  const { href } = useQueryState();
  if (props.query.cursor) {
    return (
      <Notice tone="neutral" title="Nothing on this page">
        <p>
          <Link to={href(firstPage)} underline="always">
            Back to the first page
          </Link>
        </p>
      </Notice>
    );
  }
  if (!isFiltered(props.query)) {
    return (
      <Notice tone="neutral" title="No services yet">
        <p>
          Components of the catalog appear here once the catalog has been read
          for the first time.{' '}
          <Link to="/catalog" underline="always">
            Look at the catalog
          </Link>
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="neutral" title="No service matches these filters">
      <p>
        <Link to={href(noFilters)} underline="always">
          Show all services
        </Link>
      </p>
    </Notice>
  );
}
