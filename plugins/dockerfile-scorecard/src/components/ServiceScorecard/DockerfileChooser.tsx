import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DockerfileScorecard,
  Level,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { useQueryState } from '../../navigation';
import { LevelBadge, Section, ToneChip } from '../parts';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  choice: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  chosen: {
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 -2px 0 ${theme.palette.primary.main}`,
    fontWeight: 700,
  },
}));

interface DockerfileChooserProps {
  dockerfiles: readonly DockerfileScorecard[];
  /** Of the service. */
  level: Level;
  chosen: DockerfileScorecard;
}

/** The Dockerfiles of a service that has several. */
export function DockerfileChooser(props: DockerfileChooserProps) {
  const { dockerfiles, level, chosen } = props;
  const classes = useStyles();
  const { href } = useQueryState();
  return (
    <Section
      title={`${dockerfiles.length} Dockerfiles; the worst one that the service ships decides its level`}
      aside={<LevelBadge level={level} />}
    >
      <nav aria-label="Dockerfiles of this service">
        <ul className={classes.list}>
          {dockerfiles.map(dockerfile => {
            const current = dockerfile.path === chosen.path;
            return (
              <li key={dockerfile.path}>
                <Link
                  to={href({ dockerfile: dockerfile.path, line: undefined })}
                  className={`${classes.choice} ${
                    current ? classes.chosen : ''
                  }`}
                  aria-current={current ? 'page' : undefined}
                >
                  {dockerfile.path}
                  {dockerfile.evaluation.purpose === 'development' && (
                    <ToneChip tone="info">development</ToneChip>
                  )}
                  {dockerfile.evaluation.kind === 'judged' ? (
                    <LevelBadge level={dockerfile.evaluation.level} />
                  ) : (
                    <ToneChip tone="neutral">cannot be judged</ToneChip>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
    </Section>
  );
}
