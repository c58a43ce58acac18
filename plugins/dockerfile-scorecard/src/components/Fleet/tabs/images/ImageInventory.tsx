import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type {
  BaseImageItem,
  BaseImageList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { count, imageName, supportWords } from '../../../../words';
import { LoadedSection, PlainTable, ToneChip } from '../../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';

const SHOWN = 100;

const useStyles = makeStyles({
  image: { fontFamily: 'monospace', overflowWrap: 'break-word' },
});

/** Base images in use, those of most services first. */
export function ImageInventory(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { href } = useQueryState();
  const wanted = { ...scorecardFilters(props.query), limit: SHOWN };
  const loaded = useLoader<BaseImageList>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.listBaseImages(wanted, { signal }),
  });
  return (
    <LoadedSection
      title="Base images in use"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'No base image is in use.',
      }}
    >
      {({ items, totalItems }) => (
        <>
          <PlainTable
            label="Base images"
            items={items}
            keyOf={item => `${item.image} ${item.unknown ?? ''}`}
            columns={[
              {
                label: 'Image',
                cell: item => (
                  <span className={classes.image}>
                    {item.image ? imageName(item.image) : 'not resolved'}
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
