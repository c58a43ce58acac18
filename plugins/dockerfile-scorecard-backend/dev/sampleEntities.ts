import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';
import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const SKIPPED = new Set(['node_modules', '.git', '.venv']);

/** The entities of all catalog-info.yaml files below a folder, located as the catalog would locate them. */
export async function readSampleEntities(folder: string): Promise<Entity[]> {
  const files = await listYaml(folder);
  const entities = await Promise.all(files.map(readEntities));
  return entities.flat();
}

async function readEntities(file: string): Promise<Entity[]> {
  const documents = parseAllDocuments(await fs.readFile(file, 'utf8'));
  return documents
    .map(document => document.toJS() as Entity | null)
    .filter(entity => entity?.kind !== undefined && entity.metadata)
    .map(entity => locate(entity as Entity, file));
}

function locate(entity: Entity, file: string): Entity {
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      namespace: metadata.namespace ?? 'default',
      annotations: {
        [ANNOTATION_LOCATION]: `file:${file}`,
        ...metadata.annotations,
      },
    },
  };
}

async function listYaml(folder: string): Promise<string[]> {
  const entries = await fs
    .readdir(folder, { withFileTypes: true })
    .catch(() => []);
  const found = await Promise.all(
    entries.map(async entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return SKIPPED.has(entry.name) ? [] : listYaml(path);
      }
      return /\.ya?ml$/.test(basename(path)) && isCatalogFile(path)
        ? [path]
        : [];
    }),
  );
  return found.flat();
}

function isCatalogFile(path: string): boolean {
  return /^(catalog-info|org|all|systems|groups|users)\.ya?ml$/.test(
    basename(path),
  );
}
