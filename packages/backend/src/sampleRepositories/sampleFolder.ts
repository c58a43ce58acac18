import {
  ANNOTATION_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { realpath, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/**
 * The folder that an entity of the sample portal comes from, as the catalog says: what an entity tells of itself is not believed.
 *
 * @throws NotAllowedError for a folder outside of the roots
 */
export async function sampleFolder(
  { metadata }: Entity,
  roots: readonly string[],
): Promise<string> {
  const ref = metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  const { type, target } = parseLocationRef(ref);
  if (type !== 'file')
    throw new InputError(`${metadata.name} comes from no folder: ${ref}`);
  const folder = await realpath(
    (await stat(target)).isDirectory() ? target : dirname(target),
  );
  for (const root of roots) {
    const real = await realpath(root).catch(() => undefined);
    if (real !== undefined && folder.startsWith(real + sep)) return folder;
  }
  throw new NotAllowedError(
    `${folder} is in none of the folders of the sample portal, so it is not changed.`,
  );
}
