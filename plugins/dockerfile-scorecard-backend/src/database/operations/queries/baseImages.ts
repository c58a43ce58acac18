import type { Knex } from 'knex';
import type { ServiceImageRow, ServiceRow } from '../../tables';
import {
  matchServices,
  whereImageMatches,
  type ImageFilters,
  type ServiceScope,
} from './matchServices';

/** An image of the fleet and how many services use it. */
export interface ImageRow {
  image: string;
  name: string | null;
  tag: string | null;
  family: string | null;
  end_of_life: string | null;
  unknown: string | null;
  services: number;
  final: number;
  build: number;
  copy: number;
}

/**
 * Images in use, those of most services first, and the number of all. Two statements, and one more when owners are given.
 */
export async function listImages(
  options: ServiceScope & { limit: number; offset: number },
): Promise<{ rows: ImageRow[]; total: number }> {
  const { knex, filters } = options;
  const matching = await matchServices(options);
  const used = () =>
    whereImageMatches(knex('service_images'), filters.images).whereIn(
      'service_images.entity_ref',
      matching().select('services.entity_ref'),
    );
  const count = await used().countDistinct({ count: 'image' }).first();

  const usedAs = (use: ServiceImageRow['use']) =>
    knex.raw('SUM(CASE WHEN ?? = ? THEN 1 ELSE 0 END) AS ??', [
      'use',
      use,
      use,
    ]);
  const found: Record<string, unknown>[] = await used()
    .groupBy('image')
    .select(
      'image',
      // The same for each row of an image, but for rows of an older engine.
      ...['name', 'tag', 'family', 'end_of_life', 'unknown'].map(column =>
        knex.raw('MAX(??) AS ??', [column, column]),
      ),
      knex.raw('COUNT(DISTINCT entity_ref) AS services'),
      usedAs('final'),
      usedAs('build'),
      usedAs('copy'),
    )
    .orderByRaw('COUNT(DISTINCT entity_ref) DESC, image')
    .limit(options.limit)
    .offset(options.offset);
  return {
    total: Number(count?.count ?? 0),
    rows: found.map(row => ({
      ...(row as unknown as ImageRow),
      services: Number(row.services),
      final: Number(row.final),
      build: Number(row.build),
      copy: Number(row.copy),
    })),
  };
}

/** A service that uses images in question. */
export interface ImpactRow {
  service: ServiceRow;
  images: string[];
}

/**
 * Services that use images that are banned, or that are not on a list. Three statements, and one more when owners are given.
 */
export async function getImpact(
  options: ServiceScope & {
    /** Images as people write them, with `*`. */
    ban: readonly string[];
    allow: readonly string[];
    limit: number;
  },
): Promise<{ levels: { level: number; count: number }[]; rows: ImpactRow[] }> {
  const { knex, limit } = options;
  const matching = await matchServices(options);
  const affected = () =>
    matching()
      .where('services.unscored', 0)
      .whereIn(
        'services.entity_ref',
        concernedImages(options).select('entity_ref'),
      );
  const levels: { level: number; count: number | string }[] = await affected()
    .groupBy('services.level')
    .select('services.level', knex.raw('COUNT(*) AS count'));
  const services: ServiceRow[] = await affected()
    .select('services.*')
    .orderBy([
      { column: 'services.level', order: 'desc' },
      { column: 'services.sort_name' },
      { column: 'services.entity_ref' },
    ])
    .limit(limit);
  const images: ServiceImageRow[] = await concernedImages(options)
    .whereIn(
      'entity_ref',
      services.map(row => row.entity_ref),
    )
    .select('entity_ref', 'image')
    .distinct()
    .orderBy('image');
  return {
    levels: levels.map(row => ({ ...row, count: Number(row.count) })),
    rows: services.map(service => ({
      service,
      images: images
        .filter(row => row.entity_ref === service.entity_ref)
        .map(row => row.image),
    })),
  };
}

function concernedImages(options: {
  knex: Knex;
  ban: readonly string[];
  allow: readonly string[];
}): Knex.QueryBuilder {
  const { knex, ban, allow } = options;
  const filter = (patterns: readonly string[]): ImageFilters => ({
    patterns,
    families: [],
    uses: [],
    endOfLifeBefore: undefined,
    unknown: false,
  });
  return knex('service_images')
    .whereNot('image', '')
    .whereNot('image', 'scratch')
    .where(concerned => {
      if (ban.length > 0) {
        concerned.orWhere(banned => whereImageMatches(banned, filter(ban)));
      }
      if (allow.length > 0) {
        concerned.orWhereNot(allowed =>
          whereImageMatches(allowed, filter(allow)),
        );
      }
      if (ban.length + allow.length === 0) {
        concerned.whereRaw('1 = 0');
      }
    });
}
