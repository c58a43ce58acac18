import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import type {
  BaseImageImpact,
  LevelCounts,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../../../navigation';
import { count, imageName, levelName, levels } from '../../../../words';
import { LevelBadge, PlainTable } from '../../../parts';
import { refLabel } from '../../ownerTree';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  text: { margin: 0, fontSize: '0.875rem' },
  images: { fontFamily: 'monospace', fontSize: '0.8125rem' },
}));

function loss(before: LevelCounts, after: LevelCounts): string {
  const moved = levels
    .filter(level => before[level] !== after[level])
    .map(
      level =>
        `${levelName[level]} ${before[level].toLocaleString('en')} → ${after[
          level
        ].toLocaleString('en')}`,
    );
  return moved.length > 0
    ? `Levels of these services: ${moved.join(', ')}.`
    : 'None of them loses a level.';
}

/** By team, the most affected first. */
function byOwner(items: BaseImageImpact['items']): [string, number][] {
  const amounts = new Map<string, number>();
  for (const { service } of items) {
    const owner = service.owner ? refLabel(service.owner, 'group') : 'no owner';
    amounts.set(owner, (amounts.get(owner) ?? 0) + 1);
  }
  return [...amounts].sort(([, a], [, b]) => b - a);
}

interface ImpactProps {
  impact: BaseImageImpact;
  question: 'ban' | 'allow';
}

/** Who would be hit, service by service. */
export function Impact(props: ImpactProps) {
  const { affected, before, after, items } = props.impact;
  const classes = useStyles();
  const tab = useServiceTab();
  if (affected === 0)
    return (
      <p className={classes.text} role="status">
        {props.question === 'ban'
          ? 'No service uses such an image.'
          : 'Every service uses allowed images only.'}
      </p>
    );
  return (
    <div className={classes.root}>
      <p className={classes.text} role="status">
        {count(affected, 'service')} affected. {loss(before, after)}
      </p>
      {items.length === affected && (
        <p className={classes.text}>
          By team:{' '}
          {byOwner(items)
            .map(([owner, amount]) => `${owner} ${amount}`)
            .join(', ')}
          .
        </p>
      )}
      <PlainTable
        label="Services affected"
        items={items}
        keyOf={item => item.service.entityRef}
        columns={[
          {
            label: 'Service',
            cell: ({ service }) => (
              <Link to={tab(service.entityRef)}>
                {service.title ?? service.name}
              </Link>
            ),
          },
          {
            label: 'Owner',
            cell: ({ service }) =>
              service.owner && refLabel(service.owner, 'group'),
          },
          {
            label: 'Level now',
            cell: ({ service }) => <LevelBadge level={service.level} />,
          },
          {
            label: 'Level then',
            cell: ({ levelAfter }) => <LevelBadge level={levelAfter} />,
          },
          {
            label: 'Images to replace',
            cell: ({ images }) => (
              <span className={classes.images}>
                {images.map(imageName).join(', ')}
              </span>
            ),
          },
        ]}
      />
      {affected > items.length && (
        <p className={classes.text}>
          {count(affected - items.length, 'more service')} not shown; filter to
          see them.
        </p>
      )}
    </div>
  );
}
