import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  fixDockerfile,
  rewriteDockerfile,
  type FixInput,
  type JudgedEvaluation,
} from 'dockerfile-scorecard-engine';
import { Prose } from '../../parts';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
  outcome: {
    margin: theme.spacing(1, 0, 0),
    fontSize: '0.8125rem',
    '& ul': { margin: 0, paddingLeft: theme.spacing(2.5) },
  },
}));

/** What a button did to the text, or why it did nothing. */
interface Outcome {
  text: string;
  head: string;
  lines: string[];
}

function standing({ level, score }: JudgedEvaluation): string {
  return `${level}${score === null ? '' : ` ${score}`}`;
}

function afterFixes(input: FixInput): Outcome {
  const fixed = fixDockerfile(input);
  if (!fixed || fixed.applied.length === 0)
    return { text: input.text, head: 'No fix is known.', lines: [] };
  return {
    text: fixed.text,
    head: `Was ${standing(fixed.before)}, is ${standing(
      fixed.after,
    )}. Review what was done:`,
    lines: fixed.applied.map(({ title, reason }) => `${title}. ${reason}`),
  };
}

function afterSplit(input: FixInput): Outcome {
  const rewrite = rewriteDockerfile(input);
  if (rewrite.kind === 'not-offered')
    return {
      text: input.text,
      head: 'It cannot be split:',
      lines: rewrite.reasons,
    };
  return {
    text: rewrite.text,
    head: `Was ${standing(rewrite.before)}, is ${standing(
      rewrite.after,
    )}. Check before you use it:`,
    lines: rewrite.notes,
  };
}

interface PlaygroundChangesProps {
  input: FixInput;
  onChange(text: string): void;
}

/** Applies every fix, or splits the file, in the browser; says what came of it until the text changes again. */
export function PlaygroundChanges(props: PlaygroundChangesProps) {
  const { input, onChange } = props;
  const classes = useStyles();
  const [outcome, setOutcome] = useState<Outcome>();
  const run = (change: (input: FixInput) => Outcome) => {
    const made = change(input);
    setOutcome(made);
    onChange(made.text);
  };
  return (
    <>
      <div className={classes.actions}>
        <Button
          size="small"
          variant="outlined"
          color="primary"
          onClick={() => run(afterFixes)}
        >
          Apply all fixes
        </Button>
        <Button
          size="small"
          variant="outlined"
          color="primary"
          onClick={() => run(afterSplit)}
        >
          Split into two stages
        </Button>
      </div>
      <div className={classes.outcome} role="status">
        {outcome?.text === input.text && (
          <>
            {outcome.head}
            {outcome.lines.length > 0 && (
              <ul>
                {outcome.lines.map(line => (
                  <li key={line}>
                    <Prose text={line} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </>
  );
}
