import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryState } from '../../../navigation';
import { tones } from '../../../theme';
import { firstPage } from '../fleetQuery';
import { type FleetTab, fleetTabs, tabName } from './tabs';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    overflowX: 'auto',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  tab: {
    display: 'block',
    padding: theme.spacing(1, 1.5),
    fontSize: '0.875rem',
    whiteSpace: 'nowrap',
    color: tones(theme).neutral.text,
    borderBottom: '3px solid transparent',
    '&:hover': { textDecoration: 'none', borderColor: theme.palette.divider },
  },
  current: {
    fontWeight: 700,
    color: theme.palette.text.primary,
    borderColor: theme.palette.primary.main,
  },
}));

interface TabBarProps {
  current: FleetTab;
  /** What waits in a part, behind its name. */
  notes: Partial<Record<FleetTab, string>>;
}

/** The parts of the page as links, since each has an address. */
export function TabBar(props: TabBarProps) {
  const { current, notes } = props;
  const classes = useStyles();
  const { href } = useQueryState();
  return (
    <nav aria-label="Parts of the fleet">
      <ul className={classes.list}>
        {fleetTabs.map(tab => (
          <li key={tab}>
            <Link
              to={href({
                tab: tab === 'services' ? undefined : tab,
                ...firstPage,
              })}
              className={`${classes.tab} ${
                tab === current ? classes.current : ''
              }`}
              aria-current={tab === current ? 'page' : undefined}
            >
              {tabName[tab]}
              {notes[tab] && ` · ${notes[tab]}`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
