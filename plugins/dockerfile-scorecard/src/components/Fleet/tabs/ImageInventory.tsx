import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type {
  BaseImageItem,
  BaseImageList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { DateTime } from 'luxon';
import { dockerfileScorecardApiRef } from '../../../api';
import { useLoader } from '../../../data';
import { useQueryState } from '../../../navigation';
import { count, supportWords } from '../../../words';
import { LoadedSection, PlainTable, ToneChip } from '../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../fleetQuery';

const SHOWN = 100;
const MONTHS = 12;

const useStyles = makeStyles({
  image: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
});

/** Base images in use, those of most services first; or those that end within a year, the first to end first. */
export function ImageInventory(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { query, change, href } = useQueryState();
  const ending = query.get('ending') === 'yes';
  const wanted = {
    ...scorecardFilters(props.query),
    limit: SHOWN,
    ...(ending && {
      endOfLifeBefore: DateTime.now().plus({ months: MONTHS }).toISODate()!,
    }),
  };
  const loaded = useLoader<BaseImageList>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.listBaseImages(wanted, { signal }),
  });
  const sorted = (items: readonly BaseImageItem[]) =>
    ending
      ? [...items].sort((a, b) =>
          (a.endOfLife ?? '').localeCompare(b.endOfLife ?? ''),
        )
      : items;
  return (
    <LoadedSection
      title={
        ending
          ? `Base images that have ended or end within ${MONTHS} months`
          : 'Base images in use'
      }
      loaded={loaded}
      aside={
        <Button
          size="small"
          variant={ending ? 'contained' : 'outlined'}
          aria-pressed={ending}
          onClick={() => change({ ending: ending ? undefined : 'yes' })}
        >
          Ended or ending soon
        </Button>
      }
      empty={{
        when: ({ items }) => items.length === 0,
        text: ending
          ? `No image ends within ${MONTHS} months.`
          : 'No base image is in use.',
      }}
    >
      {({ items, totalItems }) => (
        <>
          <PlainTable
            label="Base images"
            items={sorted(items)}
            keyOf={item => `${item.image} ${item.unknown ?? ''}`}
            columns={[
              {
                label: 'Image',
                cell: item => (
                  <span className={classes.image}>
                    {item.image || 'not resolved'}
                  </span>
                ),
              },
              {
                label: 'Support',
                cell: item => <Support item={item} />,
              },
              {
                label: 'Services',
                cell: item =>
                  item.image ? (
                    <Link
                      to={href({
                        tab: undefined,
                        ending: undefined,
                        image: [item.image],
                        ...firstPage,
                      })}
                      underline="always"
                    >
                      {item.services.toLocaleString('en')}
                    </Link>
                  ) : (
                    item.services.toLocaleString('en')
                  ),
              },
              { label: 'To ship', cell: item => item.final },
              { label: 'To build', cell: item => item.build },
              { label: 'Copied from', cell: item => item.copy },
            ]}
          />
          {totalItems > items.length && (
            <p>
              {count(totalItems - items.length, 'more image')} of fewer
              services.
            </p>
          )}
        </>
      )}
    </LoadedSection>
  );
}

function Support(props: { item: BaseImageItem }) {
  const { endOfLife, unknown } = props.item;
  if (unknown) return <>{unknown}</>;
  const support = supportWords(endOfLife);
  return support ? (
    <ToneChip tone={support.tone}>{support.text}</ToneChip>
  ) : null;
}
