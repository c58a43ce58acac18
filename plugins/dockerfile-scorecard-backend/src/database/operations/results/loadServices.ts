import type { StoredAs } from '../../../config';
import type { Knex } from 'knex';
import type { DockerfileRow, FullServiceRow } from '../../tables';
import { isPostgres } from '../../time';
import { fullServices } from '../serviceDetails';

/** Services that live in repositories, excluded ones too: their folders belong to nobody else. */
export async function loadServices(options: {
  knex: Knex;
  repositoryIds: readonly string[];
}): Promise<FullServiceRow[]> {
  return fullServices(options.knex)
    .whereIn('repository_id', options.repositoryIds as string[])
    .orderBy('services.entity_ref');
}

/** The same as they are now, locked until the transaction ends: the catalog may change while a repository is read. */
export async function lockServices(options: {
  tx: Knex.Transaction;
  repositoryIds: readonly string[];
}): Promise<FullServiceRow[]> {
  const { tx, repositoryIds } = options;
  const query = fullServices(tx)
    .whereIn('repository_id', repositoryIds as string[])
    .orderBy('services.entity_ref');
  return isPostgres(tx) ? query.forUpdate('services') : query;
}

/** A Dockerfile with all that is needed to judge it again. */
export interface StoredDockerfile {
  entity_ref: string;
  path: string;
  evaluated_path: string;
  text: string;
  stored_as: StoredAs;
  /** JSON */
  masked: string | null;
  /** JSON */
  context: string;
}

const STORED_COLUMNS = [
  'dockerfiles.entity_ref',
  'dockerfiles.path',
  'dockerfiles.evaluated_path',
  'contents.text',
  'contents.stored_as',
  'contents.masked',
  'contexts.context',
];

function storedDockerfiles(knex: Knex) {
  return knex<DockerfileRow>('dockerfiles')
    .join('contents', 'contents.hash', 'dockerfiles.content_hash')
    .join('contexts', 'contexts.hash', 'dockerfiles.context_hash')
    .orderBy(['dockerfiles.entity_ref', 'dockerfiles.path'])
    .select(STORED_COLUMNS);
}

/** Dockerfiles of all services of repositories, as of the last good scan. */
export async function loadDockerfiles(options: {
  knex: Knex;
  repositoryIds: readonly string[];
}): Promise<StoredDockerfile[]> {
  return storedDockerfiles(options.knex)
    .join('services', 'services.entity_ref', 'dockerfiles.entity_ref')
    .whereIn('services.repository_id', options.repositoryIds);
}

/** Dockerfiles of one service, as of the last good scan. */
export async function loadDockerfilesOf(options: {
  knex: Knex;
  entityRef: string;
}): Promise<StoredDockerfile[]> {
  return storedDockerfiles(options.knex).where(
    'dockerfiles.entity_ref',
    options.entityRef,
  );
}
