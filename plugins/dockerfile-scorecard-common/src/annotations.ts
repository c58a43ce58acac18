/**
 * `"true"` on an entity keeps it out of scanning.
 *
 * @public
 */
export const ANNOTATION_EXCLUDE = 'dockerfile-scorecard/exclude';

/**
 * Which Dockerfiles belong to an entity: paths or globs relative to the folder of the entity, separated by commas or line breaks.
 * Replaces the search by name. Only files with `docker` or `container` in their names are found.
 *
 * @public
 */
export const ANNOTATION_PATHS = 'dockerfile-scorecard/paths';

/**
 * Channel of the signal that results have changed: `{ type: 'changed' }`, at most every two seconds. It names nothing; whoever
 * shows results asks for them again.
 *
 * @public
 */
export const SIGNAL_CHANNEL = 'dockerfile-scorecard';
