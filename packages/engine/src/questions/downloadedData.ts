import type { Entry } from '../contents';
import { DATA_PLACES, NODE_TOOLS, type DataPlace } from '../facts/dataTools';
import { isWithin, resolvePath } from '../contents/paths';
import type { DownloadEvent } from '../contents/stageState';
import type { Build } from './build';
import { crossings } from './python/crossings';
import { runtimeHome } from './python/importPath';

/** Data that a tool downloaded, and where they stand in the image. */
export interface Download {
  event: DownloadEvent;
  place: DataPlace;
  /** Where they stand in the image; none where they stay behind. */
  entries: Entry[];
}

/** What the tool itself installs reaches the image from a stage. */
function toolTravels(build: Build, { tool, place }: DownloadEvent): boolean {
  if (NODE_TOOLS.has(tool))
    return (
      build.target?.state.fs.entries.some(
        ({ content, made }) =>
          content.kind === 'node-modules' && made.stage === place.stage,
      ) ?? false
    );
  return crossings(build).some(({ from }) => from === place.stage);
}

/** Downloads of the image's own layers, and of build stages whose packages it takes over. */
export function downloadsOf(build: Build): Download[] {
  const { target } = build;
  if (!target) return [];
  const events = new Set(build.states.flatMap(state => state?.downloads ?? []));
  return [...events]
    .filter(
      event =>
        !event.isNamed &&
        event.certainty === 'always' &&
        (target.inChain(event.place.stage) || toolTravels(build, event)),
    )
    .map(event => ({
      event,
      place: DATA_PLACES[event.tool],
      entries: target.state.fs.entries.filter(
        ({ content, made }) =>
          content.kind === 'data' &&
          content.tool === event.tool &&
          made.stage === event.place.stage &&
          made.instruction === event.place.instruction,
      ),
    }));
}

/** Directories in which the tool looks when the container runs; undefined where they are not known. */
export function searchedBy(
  build: Build,
  { variable, home, always }: DataPlace,
): string[] | undefined {
  if (variable === undefined) return undefined;
  const set = build.target?.variable(variable);
  if (set)
    return set.known ? [resolvePath('/', set.value), ...always] : undefined;
  // a start script may change the user
  if (build.target?.startup.user !== undefined) return undefined;
  const own = runtimeHome(build);
  return own === undefined ? undefined : [resolvePath(own, home), ...always];
}

/** Whether data at a path is where a tool looks for it. */
export function isFound(path: string, searched: readonly string[]): boolean {
  return searched.some(directory => isWithin(path, directory));
}
