import { useEffect, useId, useMemo, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import {
  evaluateDockerfile,
  proposeFixes,
  rules as engineRules,
  type FixInput,
} from 'dockerfile-scorecard-engine';
import { createRuleBook } from '../../../data';
import { withFixes } from '../../../data/useFixes';
import { useLocation } from 'react-router-dom';
import { useQueryState } from '../../../navigation';
import { DockerfileView } from '../../DockerfileView';
import { LevelLadder, LineNavigation, Score, Section } from '../../parts';
import { LeadingBanner, Problems, wayUp } from '../../ServiceScorecard';
import { StageGraph } from '../../StageGraph';
import { fromFragment, toFragment } from '../../../navigation/fragment';
import { PlaygroundChanges } from './PlaygroundChanges';

const EXAMPLE = `FROM python:3.14-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

FROM python:3.14-slim-trixie
WORKDIR /app
COPY --from=builder /app .
CMD ["flask", "run", "--host=0.0.0.0"]
`;
const TYPING_MS = 250;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  input: { '& textarea': { fontFamily: 'monospace', fontSize: '0.8125rem' } },
  verdict: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
  },
  note: {
    margin: theme.spacing(1, 0, 0),
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
}));

function inputOf(text: string): FixInput {
  return {
    path: 'Dockerfile',
    text,
    today: new Date().toISOString().slice(0, 10),
  };
}

/** The evaluation of a text by the recommended rules, with proven fixes. */
function evaluate(input: FixInput): DockerfileScorecard {
  const { path, text } = input;
  const evaluation = evaluateDockerfile(input);
  return withFixes(
    { path, text, evaluation, failingSince: {} },
    { items: [{ path, fixes: proposeFixes(input) }] },
  );
}

/** Evaluates a Dockerfile while one types, in the browser: the text is sent nowhere, and an address that holds it can be shared. */
export function PlaygroundTab() {
  const classes = useStyles();
  const id = useId();
  const { hash, key: jump } = useLocation();
  const { query, href } = useQueryState();
  const rules = useMemo(() => createRuleBook(engineRules), []);
  const [text, setText] = useState(() => fromFragment(hash) ?? EXAMPLE);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
      const url = new URL(window.location.href);
      url.hash = toFragment(text);
      window.history.replaceState(window.history.state, '', url);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const input = useMemo(() => inputOf(settled), [settled]);
  const dockerfile = useMemo(() => evaluate(input), [input]);
  const { evaluation } = dockerfile;
  const line = Number(query.get('line')) || undefined;
  const navigation = useMemo(
    () => ({
      line,
      jump,
      href: (to: number) =>
        `${href({ line: String(to) })}#${toFragment(settled)}`,
    }),
    [line, jump, href, settled],
  );
  return (
    <LineNavigation value={navigation}>
      <div className={classes.root}>
        <div className={classes.columns}>
          <Section title="Your Dockerfile">
            <TextField
              id={id}
              className={classes.input}
              multiline
              fullWidth
              minRows={14}
              maxRows={40}
              variant="outlined"
              label="Dockerfile"
              value={text}
              onChange={event => setText(event.target.value)}
              inputProps={{ spellCheck: false }}
            />
            <PlaygroundChanges input={input} onChange={setText} />
            <p className={classes.note}>
              Evaluated in your browser by the recommended rules; the text is
              not sent to a server. The address of this page holds the text, so
              you can share it. Files beside the Dockerfile are not known here.
            </p>
          </Section>
          <Section title="Verdict">
            <div className={classes.verdict} role="status">
              {evaluation.kind === 'judged' && (
                <>
                  <LevelLadder level={evaluation.level} />
                  <Score score={evaluation.score} />
                </>
              )}
              <span>{wayUp(evaluation, rules)}</span>
            </div>
            <Problems evaluation={evaluation} />
            <DockerfileView
              key={evaluation.contentHash}
              dockerfile={dockerfile}
              rules={rules}
            />
          </Section>
        </div>
        {evaluation.kind === 'judged' && (
          <LeadingBanner evaluation={evaluation} rules={rules} />
        )}
        {evaluation.kind === 'judged' && evaluation.stages.length > 0 && (
          <Section title="What the image holds, and where it came from">
            <StageGraph evaluation={evaluation} rules={rules} />
          </Section>
        )}
      </div>
    </LineNavigation>
  );
}
