import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { DockerfileView } from '../DockerfileView';
import { Section } from '../parts';
import {
  BaseImages,
  ChecksByCategory,
  NextLevels,
  ScoreByPart,
  SizeEstimate,
} from '../SidePanel';
import { StageGraph } from '../StageGraph';
import { LeadingBanner } from './LeadingBanner';
import { Problems } from './Problems';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    alignItems: 'start',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1.55fr) minmax(0, 1fr)',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

interface DockerfileReportProps {
  dockerfile: DockerfileScorecard;
  rules: RuleBook;
}

/** Everything about one Dockerfile, the most pressing first. */
export function DockerfileReport(props: DockerfileReportProps) {
  const { dockerfile, rules } = props;
  const { evaluation } = dockerfile;
  const judged = evaluation.kind === 'judged' ? evaluation : undefined;
  const classes = useStyles();
  return (
    <>
      <Problems evaluation={evaluation} />
      {judged && <LeadingBanner evaluation={judged} rules={rules} />}
      {judged && judged.stages.length > 0 && (
        <Section title="What the image holds, and where it came from">
          <StageGraph evaluation={judged} rules={rules} />
        </Section>
      )}
      <div className={classes.columns}>
        <Section
          title={dockerfile.path}
          aside={
            dockerfile.url && (
              <Link to={dockerfile.url}>Open in repository</Link>
            )
          }
        >
          <DockerfileView dockerfile={dockerfile} rules={rules} />
        </Section>
        {judged && (
          <div className={classes.side}>
            <NextLevels evaluation={judged} rules={rules} />
            <ScoreByPart categories={judged.categories} />
            <BaseImages images={judged.baseImages} />
            <SizeEstimate size={judged.size} />
            <ChecksByCategory evaluation={judged} rules={rules} />
          </div>
        )}
      </div>
    </>
  );
}
