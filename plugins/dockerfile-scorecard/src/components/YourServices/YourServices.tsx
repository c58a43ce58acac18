import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardList } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf, useLoader } from '../../data';
import { useFleetPage } from '../../navigation';
import { count } from '../../words';
import { ServiceCards } from '../Fleet/ServiceCards';

const SHOWN = 5;

const useStyles = makeStyles(theme => ({
  text: { margin: theme.spacing(1, 0), fontSize: '0.875rem' },
}));

interface YourList extends ScorecardList {
  owners: string[];
}

/** The services that the reader owns, alone or through groups, those with most to fix first. */
export function YourServices() {
  const api = useApi(dockerfileScorecardApiRef);
  const identity = useApi(identityApiRef);
  const classes = useStyles();
  const fleet = useFleetPage();
  const { value, error, reload } = useLoader<YourList>({
    key: 'your services',
    load: async signal => {
      const { ownershipEntityRefs: owners } =
        await identity.getBackstageIdentity();
      const list = await api.listScorecards(
        {
          owner: owners,
          orderBy: { field: 'score', order: 'asc' },
          limit: SHOWN,
        },
        { signal },
      );
      return { ...list, owners };
    },
  });
  if (error)
    return (
      <p className={classes.text} role="status">
        Your services could not be loaded. {messageOf(error)}{' '}
        <Button size="small" color="primary" onClick={() => reload()}>
          Try again
        </Button>
      </p>
    );
  if (!value)
    return (
      <div role="status" aria-label="Loading your services">
        <Skeleton />
        <Skeleton />
      </div>
    );
  const all = fleet({ owner: value.owners });
  return (
    <div data-testid="dockerfile-scorecard">
      {value.totalItems === 0 ? (
        <p className={classes.text} role="status">
          You and your groups own no service that is scanned.
        </p>
      ) : (
        <ServiceCards services={value.items} />
      )}
      {all && value.totalItems > value.items.length && (
        <p className={classes.text}>
          <Link to={all} underline="always">
            See all {count(value.totalItems, 'service')}
          </Link>
        </p>
      )}
    </div>
  );
}
