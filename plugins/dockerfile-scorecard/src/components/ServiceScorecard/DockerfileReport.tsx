import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { useRef } from 'react';
import { usePlayground } from '../../navigation';
import {
  DockerfileView,
  MASK,
  useFindingKeys,
  worstFirst,
} from '../DockerfileView';
import { FindingSteps } from './FindingSteps';
import { Section, TraceLight } from '../parts';
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
  aside: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
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
  const view = useRef<HTMLDivElement>(null);
  useFindingKeys(view);
  const amount = worstFirst(evaluation).length;
  const playground = usePlayground()(dockerfile.text);
  const isWhole = dockerfile.text !== '' && !dockerfile.text.includes(MASK);
  return (
    <TraceLight>
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
            <span className={classes.aside}>
              {amount > 1 && <FindingSteps root={view} />}
              {playground && isWhole && (
                <Link to={playground}>Open in the playground</Link>
              )}
              {dockerfile.url && (
                <Link to={dockerfile.url}>Open in repository</Link>
              )}
            </span>
          }
        >
          <div ref={view}>
            <DockerfileView dockerfile={dockerfile} rules={rules} />
          </div>
        </Section>
        {judged && (
          <div className={classes.side}>
            <NextLevels evaluation={judged} rules={rules} />
            <ScoreByPart evaluation={judged} rules={rules} />
            <BaseImages images={judged.baseImages} />
            <SizeEstimate size={judged.size} />
            <ChecksByCategory evaluation={judged} rules={rules} />
          </div>
        )}
      </div>
    </TraceLight>
  );
}
