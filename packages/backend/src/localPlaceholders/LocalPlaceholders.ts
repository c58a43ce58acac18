import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import type { JsonValue } from '@backstage/types';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'yaml';

const PARSERS: Record<string, (text: string) => JsonValue> = {
  $text: text => text,
  $yaml: text => parse(text),
  $json: text => JSON.parse(text),
};

/**
 * Puts files in the place of `$text`, `$yaml` and `$json` in entities that lie on this machine. The catalog itself does so only
 * for entities at a URL, for want of a base that relative paths could be resolved against.
 */
export class LocalPlaceholders implements CatalogProcessor {
  getProcessorName() {
    return 'LocalPlaceholders';
  }

  /** Before the catalog's own processor, which comes at 20 and refuses what is left of placeholders in local files. */
  getPriority() {
    return 10;
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (location.type !== 'file') return entity;
    const folder = dirname(location.target);

    async function inPlace(value: JsonValue): Promise<JsonValue> {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return Promise.all(value.map(inPlace));
      const entries = Object.entries(value) as [string, JsonValue][];
      const [key, path] = entries[0] ?? [];
      if (entries.length === 1 && key in PARSERS && typeof path === 'string') {
        const file = resolveSafeChildPath(folder, path);
        emit(processingResult.refresh(`file:${file}`));
        return PARSERS[key](await readFile(file, 'utf8'));
      }
      return Object.fromEntries(
        await Promise.all(
          entries.map(async ([name, each]) => [name, await inPlace(each)]),
        ),
      );
    }
    return (await inPlace(entity as unknown as JsonValue)) as unknown as Entity;
  }
}
