import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../navigation';
import type { ToneName } from '../../theme';
import {
  ago,
  day,
  isUnpinned,
  shortDay,
  stateName,
  supportWords,
} from '../../words';
import { LevelBadge, plainText, Prose, SeverityMark, ToneChip } from '../parts';
import type { ColumnName } from './columns';

const useStyles = makeStyles(theme => ({
  image: {
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  dim: { color: theme.palette.text.secondary },
}));

const stateTone: Record<ScorecardSummary['state'], ToneName> = {
  scored: 'neutral',
  'no-dockerfile': 'neutral',
  'not-judged': 'neutral',
  pending: 'info',
  failed: 'warning',
  excluded: 'neutral',
};

interface CellProps {
  service: ScorecardSummary;
}

/** What stands in each column; the cards on a phone are made of the same. */
export const serviceCell: Record<ColumnName, (props: CellProps) => ReactNode> =
  {
    level: ({ service }) => <LevelOf service={service} />,
    score: ({ service }) =>
      service.score === null ? <None /> : Math.round(service.score),
    first: ({ service }) => <FirstThing service={service} />,
    image: ({ service }) => <FinalImage service={service} />,
    owner: ({ service }) => <RefOf entityRef={service.owner} kind="group" />,
    since: ({ service }) => <DayOf time={service.failingSince} />,
    system: ({ service }) => <RefOf entityRef={service.system} kind="system" />,
    lifecycle: ({ service }) => service.lifecycle ?? <None />,
    changed: ({ service }) => <DayOf time={service.changedAt} />,
  };

function None() {
  const classes = useStyles();
  return (
    <span className={classes.dim} role="img" aria-label="none">
      —
    </span>
  );
}

function RefOf(props: { entityRef: string | undefined; kind: string }) {
  return props.entityRef ? (
    <EntityRefLink
      entityRef={props.entityRef}
      defaultKind={props.kind}
      hideIcon
    />
  ) : (
    <None />
  );
}

function DayOf(props: { time: string | undefined }) {
  return props.time ? (
    <time dateTime={props.time} title={day(props.time)}>
      {shortDay(props.time)}
    </time>
  ) : (
    <None />
  );
}

function LevelOf({ service }: CellProps) {
  return (
    <>
      {service.state === 'scored' ? (
        <LevelBadge level={service.level} />
      ) : (
        <ToneChip tone={stateTone[service.state]} title={service.reason}>
          {stateName[service.state]}
        </ToneChip>
      )}
      {service.stale && (
        <>
          {' '}
          <ToneChip tone="warning" title={service.reason}>
            {service.scannedAt ? `from ${ago(service.scannedAt)}` : 'old'}
          </ToneChip>
        </>
      )}
    </>
  );
}

function FirstThing({ service }: CellProps) {
  const tab = useServiceTab();
  const { firstFinding } = service;
  if (!firstFinding) {
    if (service.state !== 'scored')
      return service.reason ? <>{service.reason}</> : <None />;
    return (
      <>
        {service.score === null ? 'It could not be judged' : 'Nothing to fix'}
      </>
    );
  }
  const { severity, title, path, line, message } = firstFinding;
  return (
    <span title={plainText(message)}>
      <SeverityMark severity={severity} />{' '}
      <Link
        to={tab(service.entityRef, { dockerfile: path, line })}
        underline="always"
      >
        {/* with several Dockerfiles a line alone says nothing */}
        {service.dockerfileCount > 1 ? `${path}:${line}` : `line ${line}`}
      </Link>{' '}
      <Prose text={title} />
    </span>
  );
}

function FinalImage({ service }: CellProps) {
  const classes = useStyles();
  const shipped = service.baseImages.filter(image => image.use === 'final');
  const [image, ...others] = shipped;
  if (!image) return <None />;
  const support = supportWords(image.endOfLife);
  const pressing = support && support.tone !== 'good' ? support : undefined;
  return (
    <span title={image.reference}>
      <span className={classes.image}>{image.reference}</span>{' '}
      {pressing && <ToneChip tone={pressing.tone}>{pressing.text}</ToneChip>}{' '}
      {isUnpinned(image.reference) && (
        <ToneChip
          tone="warning"
          title="No version is named, so it changes by itself"
        >
          no version
        </ToneChip>
      )}{' '}
      {image.family && !image.reference.includes(image.family) && (
        <ToneChip tone="neutral">{image.family}</ToneChip>
      )}
      {others.length > 0 && (
        <span className={classes.dim}> and {others.length} more</span>
      )}
    </span>
  );
}
