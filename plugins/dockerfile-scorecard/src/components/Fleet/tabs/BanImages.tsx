import { type FormEvent, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import type {
  BaseImageImpact,
  LevelCounts,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../api';
import { messageOf, useLoader } from '../../../data';
import { useQueryState, useServiceTab } from '../../../navigation';
import { count, levelName, levels } from '../../../words';
import { LevelBadge, Notice, PlainTable, Section } from '../../parts';
import { type FleetQuery, scorecardFilters } from '../fleetQuery';

const SHOWN = 50;

const useStyles = makeStyles(theme => ({
  form: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  field: { minWidth: 280 },
}));

function levelWords(counts: LevelCounts): string {
  return levels.map(level => `${levelName[level]} ${counts[level]}`).join(', ');
}

/** Who would lose which level if images were banned. Nothing changes: it is worked out on what is stored. */
export function BanImages(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const id = useId();
  const { query, change } = useQueryState();
  const ban = query.getAll('ban');
  const [text, setText] = useState(ban.join(', '));
  const wanted = { ...scorecardFilters(props.query), ban, limit: SHOWN };
  const { value, error } = useLoader<BaseImageImpact | undefined>({
    key: JSON.stringify(wanted),
    load: async signal =>
      ban.length > 0 ? api.getBaseImageImpact(wanted, { signal }) : undefined,
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    change({ ban: text.split(/[\s,]+/).filter(Boolean) });
  };
  return (
    <Section title="What if we ban an image?">
      <form className={classes.form} onSubmit={ask}>
        <TextField
          id={id}
          className={classes.field}
          size="small"
          variant="outlined"
          label="Images to ban"
          placeholder="*alpine*, python:3.9*"
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <Button type="submit" variant="outlined" color="primary">
          Show who is affected
        </Button>
      </form>
      {error && (
        <Notice tone="bad" title="This could not be worked out">
          <p>{messageOf(error)}</p>
        </Notice>
      )}
      {value && <Impact impact={value} />}
    </Section>
  );
}

function Impact(props: { impact: BaseImageImpact }) {
  const { affected, before, after, items } = props.impact;
  const tab = useServiceTab();
  if (affected === 0)
    return <p role="status">No service uses such an image.</p>;
  return (
    <>
      <p role="status">
        {count(affected, 'service')} affected. Levels now: {levelWords(before)}.
        With the ban: {levelWords(after)}.
      </p>
      <PlainTable
        label="Services affected by the ban"
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
            label: 'Level now',
            cell: ({ service }) => <LevelBadge level={service.level} />,
          },
          {
            label: 'With the ban',
            cell: ({ levelAfter }) => <LevelBadge level={levelAfter} />,
          },
          { label: 'Images', cell: ({ images }) => images.join(', ') },
        ]}
      />
    </>
  );
}
