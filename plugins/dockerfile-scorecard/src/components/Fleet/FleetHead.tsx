import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import type { ScansStatus } from 'backstage-plugin-dockerfile-scorecard-common';
import { Link } from '@backstage/core-components';
import type { Loaded } from '../../data';
import { useQueryState } from '../../navigation';
import { tones } from '../../theme';
import { ago, count } from '../../words';
import { firstPage } from './fleetQuery';
import { type FleetSize, useFleetSize } from './useFleet';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 3),
    minHeight: 22,
    fontSize: '0.875rem',
    // on the grey of the page
    color: tones(theme).neutral.text,
  },
  progress: { display: 'flex', alignItems: 'center', gap: theme.spacing(1.5) },
  bar: { width: 140, height: 6, borderRadius: 3 },
}));

function restWords(scans: ScansStatus, size: FleetSize | undefined): string {
  const words = [];
  if (size) words.push(count(size.services, 'service'));
  if (scans.lastSync) words.push(`catalog read ${ago(scans.lastSync)}`);
  return words.join(' · ');
}

/** How many services there are and how scanning gets on. */
export function FleetHead(props: { scans: Loaded<ScansStatus> }) {
  const classes = useStyles();
  const { href } = useQueryState();
  const { value: scans, error } = props.scans;
  const { value: size } = useFleetSize(scans?.services);
  const open = scans ? scans.due + scans.running : 0;
  return (
    <div className={classes.root}>
      <span>
        {scans && restWords(scans, size)}
        {scans && size && size.excluded > 0 && (
          <>
            {' · '}
            <Link
              to={href({ state: ['excluded'], ...firstPage })}
              underline="always"
            >
              {size.excluded.toLocaleString('en')} more excluded
            </Link>
          </>
        )}
        {scans && scans.failed.length > 0 && (
          <>
            {' · '}
            <Link
              to={href({ state: ['failed'], ...firstPage })}
              underline="always"
            >
              {count(scans.failed.length, 'scan')} failed
            </Link>
          </>
        )}
        {!scans && error && 'The state of scanning could not be loaded.'}
      </span>
      {scans && (
        <span className={classes.progress} role="status">
          {open > 0 ? (
            <>
              Scanning, {open.toLocaleString('en')} to go
              <LinearProgress
                className={classes.bar}
                variant="determinate"
                aria-label="Scanned services"
                value={
                  scans.services > 0
                    ? (100 * Math.max(0, scans.services - open)) /
                      scans.services
                    : 0
                }
              />
            </>
          ) : (
            'All services are scanned'
          )}
        </span>
      )}
    </div>
  );
}
