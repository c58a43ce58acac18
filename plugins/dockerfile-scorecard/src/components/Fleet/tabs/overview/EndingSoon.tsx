import { LinkButton } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { DateTime } from 'luxon';
import { dockerfileScorecardApiRef } from '../../../../api';
import { useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { count } from '../../../../words';
import { Notice } from '../../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';

const SOON_DAYS = 90;

interface Ends {
  ended: number;
  soon: number;
}

/** `The base image of 3 services has ended, that of 2 more ends within 90 days.` */
function endsWords({ ended, soon }: Ends): string {
  const within = `within ${SOON_DAYS} days`;
  if (ended === 0)
    return `The base image of ${count(soon, 'service')} ends ${within}.`;
  const past = `The base image of ${count(ended, 'service')} has ended`;
  return soon === 0
    ? `${past}.`
    : `${past}, that of ${count(soon, 'more service')} ends ${within}.`;
}

/** Services whose base image no longer gets security fixes, or will not for long. Silent when there are none. */
export function EndingSoon(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const { href } = useQueryState();
  const filters = scorecardFilters(props.query);
  const soonDate = DateTime.now().plus({ days: SOON_DAYS }).toISODate()!;
  const { value } = useLoader<Ends>({
    key: JSON.stringify(filters),
    keepPrevious: true,
    load: async signal => {
      const before = async (endOfLifeBefore: string) => {
        const { totalItems } = await api.listScorecards(
          { ...filters, endOfLifeBefore, limit: 1 },
          { signal },
        );
        return totalItems;
      };
      const [ended, either] = await Promise.all([
        before(DateTime.now().toISODate()!),
        before(soonDate),
      ]);
      return { ended, soon: either - ended };
    },
  });
  if (!value || value.ended + value.soon === 0) return null;
  return (
    <Notice
      tone="warning"
      title={endsWords(value)}
      actions={
        <>
          <LinkButton
            size="small"
            to={href({
              tab: undefined,
              endOfLifeBefore: soonDate,
              ...firstPage,
            })}
          >
            See the services
          </LinkButton>
          <LinkButton size="small" to={href({ tab: 'base-images' })}>
            See the images
          </LinkButton>
        </>
      }
    />
  );
}
