import { CORE_SCHEMA, load } from 'js-yaml';
import type { RepositorySettings } from '../contents/buildContext';
import { directoryOf } from '../contents/paths';

/** The file in which a repository sets rules for itself; it holds for its folder and those below. */
export const SETTINGS_FILE = '.dockerfile-scorecard.yaml';

function parse(text: string): Omit<RepositorySettings, 'path'> {
  try {
    const config = load(text, { schema: CORE_SCHEMA }) ?? {};
    return typeof config === 'object' && !Array.isArray(config)
      ? { config: config as Record<string, unknown> }
      : { problem: 'it is not a list of settings' };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : '').split('\n');
    return { problem: `it is not valid YAML: ${reason}` };
  }
}

/**
 * The settings that hold for a Dockerfile: those of the file in its folder, or in the nearest one above.
 *
 * @param texts - what was read of the repository, by path
 */
export function settingsFor(
  dockerfile: string,
  texts: ReadonlyMap<string, string>,
): RepositorySettings | undefined {
  for (
    let folder = directoryOf(`/${dockerfile}`);
    ;
    folder = directoryOf(folder)
  ) {
    const path = `${
      folder === '/' ? '' : `${folder.slice(1)}/`
    }${SETTINGS_FILE}`;
    const text = texts.get(path);
    if (text !== undefined) return { path, ...parse(text) };
    if (folder === '/') return undefined;
  }
}
