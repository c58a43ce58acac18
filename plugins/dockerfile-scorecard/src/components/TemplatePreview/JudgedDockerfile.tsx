import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryState } from '../../navigation';
import { DockerfileView } from '../DockerfileView';
import { LevelLadder, LineNavigation, Score } from '../parts';
import { LeadingBanner, Problems, wayUp } from '../ServiceScorecard';
import { BaseImages } from '../SidePanel';
import type { Preview } from './usePreview';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontFamily: theme.typography.fontFamily,
    transition: theme.transitions.create('opacity', { duration: 120 }),
    '&[aria-busy=true]': { opacity: 0.6 },
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  verdict: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5, 3),
  },
  words: { flex: '1 1 200px', fontSize: '0.875rem', '& p': { margin: 0 } },
  dim: { color: theme.palette.text.secondary },
  columns: {
    display: 'grid',
    alignItems: 'start',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1.8fr) minmax(0, 1fr)',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    // a card within a card casts no shadow
    '& > section': {
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
    },
  },
}));

interface JudgedDockerfileProps {
  preview: Extract<Preview, { state: 'shown' }>;
}

/** The verdict first, then the file. */
export function JudgedDockerfile(props: JudgedDockerfileProps) {
  const { judged, outdated, policy } = props.preview;
  const { dockerfile, rules } = judged;
  const { evaluation } = dockerfile;
  const classes = useStyles();
  return (
    <section
      className={classes.root}
      aria-label="Preview of the Dockerfile"
      aria-busy={outdated}
    >
      <Typography component="h2" className={classes.title}>
        What this makes: {dockerfile.path}
      </Typography>
      <div className={classes.verdict}>
        {evaluation.kind === 'judged' && (
          <>
            <LevelLadder level={evaluation.level} />
            <Score score={evaluation.score} certainty={evaluation.certainty} />
          </>
        )}
        <div className={classes.words}>
          <p>{wayUp(evaluation, rules)}</p>
          <p className={classes.dim}>
            {policy === 'portal'
              ? 'Judged by the policy of this portal, as the new service will be.'
              : 'Judged by the recommended rules: the policy of this portal could not be read.'}
          </p>
        </div>
      </div>
      <Lines contentHash={evaluation.contentHash}>
        <Problems evaluation={evaluation} />
        {evaluation.kind === 'judged' && (
          <LeadingBanner evaluation={evaluation} rules={rules} />
        )}
        <div className={classes.columns}>
          <DockerfileView
            key={evaluation.contentHash}
            dockerfile={dockerfile}
            rules={rules}
          />
          {evaluation.kind === 'judged' && (
            <BaseImages images={evaluation.baseImages} />
          )}
        </div>
      </Lines>
    </section>
  );
}

/** A line is chosen in the text that the reader sees; another text has no chosen line. */
function Lines(props: { contentHash: string; children: React.ReactNode }) {
  const { contentHash, children } = props;
  const { query, href } = useQueryState();
  const { key: jump } = useLocation();
  const line =
    query.get('preview') === contentHash
      ? Number(query.get('line')) || undefined
      : undefined;
  const navigation = useMemo(
    () => ({
      line,
      jump,
      href: (to: number) => href({ preview: contentHash, line: String(to) }),
    }),
    [line, jump, href, contentHash],
  );
  return <LineNavigation value={navigation}>{children}</LineNavigation>;
}
