import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type { BaseImageList } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { count, imageName } from '../../../../words';
import { useCopy } from '../../../DockerfileView';
import { LoadedSection, PlainTable, VisuallyHidden } from '../../../parts';
import { firstPage, type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { ownImageEntry } from './ownImageEntry';

const SHOWN = 50;

const useStyles = makeStyles(theme => ({
  image: {
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    overflowWrap: 'break-word',
  },
  text: { margin: theme.spacing(0, 0, 1), fontSize: '0.875rem' },
}));

/** Images that nobody has described, those of most services first, each with the configuration that would describe it. */
export function UnknownImages(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { href } = useQueryState();
  const [copied, copy] = useCopy();
  const wanted = {
    ...scorecardFilters(props.query),
    unknownImage: true,
    limit: SHOWN,
  };
  const loaded = useLoader<BaseImageList>({
    key: JSON.stringify(wanted),
    keepPrevious: true,
    load: signal => api.listBaseImages(wanted, { signal }),
  });
  return (
    <LoadedSection
      title="Unknown images"
      loaded={loaded}
      empty={{
        when: ({ items }) => items.length === 0,
        text: 'Every base image in use is known.',
      }}
    >
      {({ items, totalItems }) => (
        <>
          <p className={classes.text}>
            Services on these images cannot reach silver: nobody has said what
            the images are like. Describe them under{' '}
            <code>dockerfileScorecard.policy.ownImages</code> in the
            configuration of the portal.
          </p>
          <PlainTable
            label="Unknown images"
            items={items}
            keyOf={item => `${item.image} ${item.unknown ?? ''}`}
            columns={[
              {
                label: 'Image',
                cell: ({ image }) => (
                  <span className={classes.image}>
                    {image ? imageName(image) : 'not resolved'}
                  </span>
                ),
              },
              {
                label: 'Services',
                cell: ({ image, services }) =>
                  image ? (
                    <Link
                      to={href({
                        tab: undefined,
                        image: [image],
                        ...firstPage,
                      })}
                      underline="always"
                    >
                      {services.toLocaleString('en')}
                    </Link>
                  ) : (
                    services.toLocaleString('en')
                  ),
              },
              { label: 'Why', cell: ({ unknown }) => unknown },
              {
                label: 'Entry',
                cell: ({ image }) =>
                  image && (
                    <>
                      <Button
                        size="small"
                        variant="outlined"
                        aria-label={`${
                          copied === image ? 'Copied' : 'Copy'
                        } entry for ${imageName(image)}`}
                        onClick={() => copy(image, ownImageEntry(image))}
                      >
                        {copied === image ? 'Copied entry' : 'Copy entry'}
                      </Button>
                      <VisuallyHidden>
                        <span role="status">
                          {copied === image && 'Entry copied'}
                        </span>
                      </VisuallyHidden>
                    </>
                  ),
              },
            ]}
          />
          {totalItems > items.length && (
            <p className={classes.text}>
              {count(totalItems - items.length, 'more image')} of fewer
              services.
            </p>
          )}
        </>
      )}
    </LoadedSection>
  );
}
