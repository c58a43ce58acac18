import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useScorecard } from '../../data';
import { useServiceTab } from '../../navigation';
import { CardContent } from './CardContent';
import { CardFailure } from './CardFailure';

/** The scorecard of a service in a few words, for its overview page. */
export function OverviewCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { value, error, reload } = useScorecard(entityRef);
  const tab = useServiceTab();
  return (
    <InfoCard
      title="Dockerfile"
      variant="gridItem"
      deepLink={
        value?.dockerfiles.length
          ? { title: 'See the scorecard', link: tab(entityRef) }
          : undefined
      }
    >
      {value && (
        <Typography
          component="div"
          variant="body2"
          data-testid="dockerfile-scorecard"
        >
          <CardContent scorecard={value} />
        </Typography>
      )}
      {!value && error && <CardFailure error={error} retry={reload} />}
      {!value && !error && (
        <div role="status" aria-label="Loading the scorecard">
          <Skeleton width="50%" height={36} />
          <Skeleton />
        </div>
      )}
    </InfoCard>
  );
}
