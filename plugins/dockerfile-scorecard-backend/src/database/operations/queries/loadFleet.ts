import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import type { DockerfileRow, FullServiceRow } from '../../tables';
import { fullServices } from '../serviceDetails';
import { matchServices, type ServiceScope } from './matchServices';

export type FleetDockerfile = Pick<
  DockerfileRow,
  'entity_ref' | 'evaluated_path' | 'content_hash' | 'context_hash'
>;

/** The Dockerfiles of all services that match and that the caller may see. */
export async function loadFleetDockerfiles(
  scope: ServiceScope,
): Promise<FleetDockerfile[]> {
  const matching = await matchServices(scope);
  return scope
    .knex<DockerfileRow>('dockerfiles')
    .whereIn(
      'dockerfiles.entity_ref',
      matching()
        .where('services.unscored', 0)
        .select('services.entity_ref') as never,
    )
    .select('entity_ref', 'evaluated_path', 'content_hash', 'context_hash');
}

/** Texts and contexts by their hashes, as far as they are stored. */
export async function loadTexts(options: {
  knex: Knex;
  dockerfiles: readonly FleetDockerfile[];
}): Promise<{ contents: Map<string, string>; contexts: Map<string, string> }> {
  const { knex, dockerfiles } = options;
  const contents: { hash: string; text: string }[] = await knex('contents')
    .whereIn('hash', [...new Set(dockerfiles.map(each => each.content_hash))])
    .whereNot('stored_as', 'findings')
    .select('hash', 'text');
  const contexts: { hash: string; context: string }[] = await knex('contexts')
    .whereIn('hash', [...new Set(dockerfiles.map(each => each.context_hash))])
    .select('hash', 'context');
  return {
    contents: new Map(contents.map(row => [row.hash, row.text])),
    contexts: new Map(contexts.map(row => [row.hash, row.context])),
  };
}

/** Services by their refs. */
export async function loadServiceRows(options: {
  knex: Knex;
  entityRefs: readonly string[];
}): Promise<Map<string, FullServiceRow>> {
  const found = new Map<string, FullServiceRow>();
  for (const batch of inBatches(options.entityRefs)) {
    const rows = await fullServices(options.knex).whereIn(
      'services.entity_ref',
      batch,
    );
    rows.forEach(row => found.set(row.entity_ref, row));
  }
  return found;
}
