import { useEffect, useId, useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { useEntityList } from '@backstage/plugin-catalog-react';
import type {
  DockerfileScorecardApi,
  Level,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf, useLoader } from '../../data';
import { levelName, levels as allLevels } from '../../words';
import {
  type FiltersWithLevel,
  ScorecardLevelFilter,
} from './ScorecardLevelFilter';

const PAGE = 500;

async function servicesOf(
  api: DockerfileScorecardApi,
  level: Level[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const refs = new Set<string>();
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await api.listScorecards(
      { level, state: ['scored'], limit: PAGE, cursor },
      { signal },
    );
    items.forEach(({ entityRef }) => refs.add(entityRef));
    cursor = pageInfo.nextCursor;
  } while (cursor);
  return refs;
}

/** Narrows the list of the catalog to services whose Dockerfiles have certain levels. */
export function LevelFilter() {
  const api = useApi(dockerfileScorecardApiRef);
  const id = useId();
  const { updateFilters, queryParameters, filters } =
    useEntityList<FiltersWithLevel>();
  const [chosen, setChosen] = useState<Level[]>(() => {
    const asked = [queryParameters.dockerfileLevel].flat();
    return allLevels.filter(level => asked.includes(level));
  });
  const { value, error } = useLoader<Set<string> | undefined>({
    key: chosen.join(),
    load: async signal =>
      chosen.length > 0 ? servicesOf(api, chosen, signal) : undefined,
  });
  useEffect(() => {
    if (chosen.length === 0) updateFilters({ dockerfileLevel: undefined });
    else if (value)
      updateFilters({
        dockerfileLevel: new ScorecardLevelFilter(chosen, value),
      });
  }, [chosen, value, updateFilters]);
  const kind = filters.kind?.value.toLocaleLowerCase('en');
  // other kinds have no Dockerfiles
  if (kind !== undefined && kind !== 'component') return null;
  return (
    <div role="group" aria-labelledby={id} data-testid="dockerfile-scorecard">
      <Typography id={id} variant="button" component="h3">
        Dockerfile
      </Typography>
      <FormGroup>
        {allLevels.map(level => (
          <FormControlLabel
            key={level}
            label={levelName[level]}
            control={
              <Checkbox
                size="small"
                color="primary"
                checked={chosen.includes(level)}
                onChange={(_, checked) =>
                  setChosen(before =>
                    checked
                      ? [...before, level]
                      : before.filter(other => other !== level),
                  )
                }
              />
            }
          />
        ))}
      </FormGroup>
      {error && (
        <Typography variant="caption" role="alert">
          The levels could not be loaded: {messageOf(error)}
        </Typography>
      )}
    </div>
  );
}
