import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetSummary } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf, type RuleBook, useLoader, useRules } from '../../data';
import { useFleetPage } from '../../navigation';
import { count, statesWithoutLevel } from '../../words';
import { LevelBar, Prose } from '../parts';

const SHOWN_RULES = 3;

const useStyles = makeStyles(theme => ({
  text: { margin: theme.spacing(1, 0, 0) },
  rules: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

interface Figures {
  byLevel: FleetSummary;
  byRule: FleetSummary;
}

/** Where the services of a group or a system stand, on its overview page. */
export function GroupCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const filter =
    entity.kind.toLocaleLowerCase('en') === 'system' ? 'system' : 'owner';
  const api = useApi(dockerfileScorecardApiRef);
  const rules = useRules();
  const fleet = useFleetPage();
  const { value, error, reload } = useLoader<Figures>({
    key: ref,
    load: async signal => {
      const [byLevel, byRule] = await Promise.all(
        (['level', 'rule'] as const).map(groupBy =>
          api.getFleetSummary({ [filter]: [ref], groupBy }, { signal }),
        ),
      );
      return { byLevel, byRule };
    },
  });
  const all = fleet({ [filter]: [ref] });
  return (
    <InfoCard
      title="Dockerfiles"
      variant="gridItem"
      deepLink={
        all && value && value.byLevel.total.services > 0
          ? { title: 'See the services', link: all }
          : undefined
      }
    >
      <Typography
        component="div"
        variant="body2"
        data-testid="dockerfile-scorecard"
      >
        {error && (
          <>
            <span role="status">
              The figures could not be loaded. {messageOf(error)}
            </span>{' '}
            <Button size="small" color="primary" onClick={() => reload()}>
              Try again
            </Button>
          </>
        )}
        {!error && !value && (
          <div role="status" aria-label="Loading the figures">
            <Skeleton />
            <Skeleton width="60%" />
          </div>
        )}
        {!error && value && (
          <Summary
            figures={value}
            rules={rules}
            filter={filter}
            entityRef={ref}
          />
        )}
      </Typography>
    </InfoCard>
  );
}

interface SummaryProps {
  figures: Figures;
  rules: RuleBook;
  filter: 'owner' | 'system';
  entityRef: string;
}

function Summary(props: SummaryProps) {
  const { filter, entityRef, rules } = props;
  const { byLevel, byRule } = props.figures;
  const classes = useStyles();
  const fleet = useFleetPage();
  const { total } = byLevel;
  if (total.services === 0)
    return (
      <span role="status">
        {filter === 'owner'
          ? 'It owns no service that is scanned.'
          : 'No service of this system is scanned.'}
      </span>
    );
  const worst = byRule.items.slice(0, SHOWN_RULES);
  const hrefOf = (more: Record<string, readonly string[]>) =>
    fleet({ [filter]: [entityRef], ...more }) ?? '';
  return (
    <>
      <LevelBar
        byLevel={total.levels}
        without={total.notScored}
        hrefOf={level => hrefOf({ level: [level] })}
        hrefWithout={hrefOf({ state: statesWithoutLevel })}
      />
      <p className={classes.text}>
        {count(total.services, 'service')}
        {total.averageScore !== null &&
          `, ${Math.round(total.averageScore)} of 100 on average`}
        .
      </p>
      {worst.length > 0 && (
        <>
          <p className={classes.text}>Rules that fail most:</p>
          <ol className={classes.rules}>
            {worst.map(({ key, services }) => (
              <li key={key}>
                <Link to={hrefOf({ rule: [key] })} underline="always">
                  <Prose text={rules.title(key)} />
                </Link>
                , {count(services, 'service')}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
