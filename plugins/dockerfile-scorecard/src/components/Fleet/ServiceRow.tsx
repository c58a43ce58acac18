import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ScorecardSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { useServiceTab } from '../../navigation';
import type { ToneName } from '../../theme';
import {
  ago,
  day,
  floats,
  shortDay,
  stateName,
  supportWords,
} from '../../words';
import { LevelBadge, plainText, Prose, SeverityMark, ToneChip } from '../parts';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600, whiteSpace: 'nowrap' },
  number: { fontVariantNumeric: 'tabular-nums' },
  image: {
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  dim: { color: theme.palette.text.secondary },
  noBreak: { whiteSpace: 'nowrap' },
  // takes the width that the others leave, and one line of it
  first: {
    width: '45%',
    maxWidth: 0,
    minWidth: 220,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  base: {
    maxWidth: 190,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

const stateTone: Record<ScorecardSummary['state'], ToneName> = {
  scored: 'neutral',
  'no-dockerfile': 'neutral',
  'not-judged': 'neutral',
  pending: 'info',
  failed: 'warning',
  excluded: 'neutral',
};

/** A service: where it stands, what to do first, and who does it. */
export function ServiceRow(props: { service: ScorecardSummary }) {
  const { service } = props;
  const classes = useStyles();
  const tab = useServiceTab();
  const scored = service.state === 'scored';
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader">
        <Link to={tab(service.entityRef)} className={classes.name}>
          {service.title ?? service.name}
        </Link>
      </TableCell>
      <TableCell className={classes.noBreak}>
        {scored ? (
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
      </TableCell>
      <TableCell className={classes.number}>
        {service.score === null ? <None /> : Math.round(service.score)}
      </TableCell>
      <TableCell className={classes.first}>
        <FirstThing service={service} />
      </TableCell>
      <TableCell className={classes.base}>
        <FinalImage service={service} />
      </TableCell>
      <TableCell>
        {service.owner ? (
          <EntityRefLink
            entityRef={service.owner}
            defaultKind="group"
            hideIcon
          />
        ) : (
          <None />
        )}
      </TableCell>
      <TableCell
        className={classes.noBreak}
        title={service.failingSince && day(service.failingSince)}
      >
        {service.failingSince ? shortDay(service.failingSince) : <None />}
      </TableCell>
    </TableRow>
  );
}

function None() {
  const classes = useStyles();
  return (
    <span className={classes.dim} role="img" aria-label="none">
      —
    </span>
  );
}

function FirstThing(props: { service: ScorecardSummary }) {
  const { service } = props;
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

function FinalImage(props: { service: ScorecardSummary }) {
  const classes = useStyles();
  const shipped = props.service.baseImages.filter(
    image => image.use === 'final',
  );
  const [image, ...others] = shipped;
  if (!image) return <None />;
  const support = supportWords(image.endOfLife);
  const pressing = support && support.tone !== 'good' ? support : undefined;
  return (
    <>
      <span className={classes.image}>{image.reference}</span>{' '}
      {pressing && <ToneChip tone={pressing.tone}>{pressing.text}</ToneChip>}{' '}
      {floats(image.reference) && (
        <ToneChip
          tone="warning"
          title="No version is named, so what it means changes by itself"
        >
          floats
        </ToneChip>
      )}{' '}
      {image.family && !image.reference.includes(image.family) && (
        <ToneChip tone="neutral">{image.family}</ToneChip>
      )}
      {others.length > 0 && (
        <span className={classes.dim}> and {others.length} more</span>
      )}
    </>
  );
}
