import { type FormEvent, useEffect, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type { BaseImageImpact } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../../../api';
import { messageOf, useLoader } from '../../../../data';
import { useQueryState } from '../../../../navigation';
import { Notice, Section } from '../../../parts';
import { type FleetQuery, scorecardFilters } from '../../fleetQuery';
import { Impact } from './Impact';

const SHOWN = 100;

const useStyles = makeStyles(theme => ({
  forms: {
    display: 'grid',
    gap: theme.spacing(1.5, 3),
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    marginBottom: theme.spacing(1.5),
  },
  form: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  field: { flex: '1 1 200px' },
}));

/** One question at a time: an answer to both would not tell which of them hits. */
const questions = ['ban', 'allow'] as const;
type Question = (typeof questions)[number];

interface QuestionWords {
  label: string;
  placeholder: string;
  button: string;
}

const words: Record<Question, QuestionWords> = {
  ban: {
    label: 'Images to ban',
    placeholder: '*alpine*, python:3.9*',
    button: 'Show who is affected',
  },
  allow: {
    label: 'Only these images',
    placeholder: '*slim*, gcr.io/distroless/*',
    button: 'Show who would have to move',
  },
};

/** Who would lose which level if images were banned, or if all others were. Nothing changes: it is worked out on what is stored. */
export function WhatIf(props: { query: FleetQuery }) {
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { query } = useQueryState();
  const asked = questions.find(name => query.getAll(name).length > 0);
  const images = asked ? query.getAll(asked) : [];
  const wanted = {
    ...scorecardFilters(props.query),
    ...(asked && { [asked]: images }),
    limit: SHOWN,
  };
  const { value, error } = useLoader<BaseImageImpact | undefined>({
    key: JSON.stringify(wanted),
    load: async signal =>
      asked ? api.getBaseImageImpact(wanted, { signal }) : undefined,
  });
  return (
    <Section title="What if we banned images, or moved to a few?">
      <div className={classes.forms}>
        {questions.map(name => (
          <Ask key={name} name={name} current={asked} images={images} />
        ))}
      </div>
      {error && (
        <Notice tone="bad" title="This could not be worked out">
          <p>{messageOf(error)}</p>
        </Notice>
      )}
      {value && asked && <Impact impact={value} question={asked} />}
    </Section>
  );
}

interface AskProps {
  name: Question;
  /** The question that is answered below. */
  current?: Question;
  images: readonly string[];
}

function Ask(props: AskProps) {
  const { name, current, images } = props;
  const classes = useStyles();
  const id = useId();
  const { change } = useQueryState();
  const shown = current === name ? images.join(', ') : '';
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    change({
      ban: undefined,
      allow: undefined,
      [name]: text.split(/[\s,]+/).filter(Boolean),
    });
  };
  return (
    <form className={classes.form} onSubmit={ask}>
      <TextField
        id={id}
        className={classes.field}
        size="small"
        variant="outlined"
        label={words[name].label}
        placeholder={words[name].placeholder}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <Button type="submit" variant="outlined" color="primary">
        {words[name].button}
      </Button>
    </form>
  );
}
