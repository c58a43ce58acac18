import type { Knex } from 'knex';
import type { FullServiceRow, ServiceImageRow, ServiceRow } from '../../tables';
import { withDetails } from '../serviceDetails';
import { fleetCounts } from './fleetCounts';
import {
  imageUses,
  isEverything,
  matchServices,
  noFilters,
  whereImageMatches,
  type ImageFilters,
  type ServiceFilters,
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
 * Images in use, those of most services first, and the number of all. One statement, and one more when owners are given.
 */
export async function listImages(
  options: ServiceScope & { limit: number; offset: number },
): Promise<{ rows: ImageRow[]; total: number }> {
  const { knex, visibility, filters } = options;
  const scope = { knex, visibility, filters: withoutImages(filters) };
  const matching = isEverything(scope) ? undefined : await matchServices(scope);
  const kept = !matching && filters.images.uses.length < 2;
  const counted = kept
    ? keptUses(options)
    : countUses(options, matching?.().select('services.entity_ref'));
  const found: Record<string, unknown>[] = await knex(counted.as('counted'))
    .join('base_images', 'base_images.image', 'counted.image')
    .where('counted.services', '>', 0)
    .select(
      'counted.*',
      'base_images.name',
      'base_images.tag',
      'base_images.family',
      'base_images.end_of_life',
      'base_images.unknown',
      knex.raw('COUNT(*) OVER () AS total'),
    )
    .orderByRaw('services DESC, counted.image')
    .limit(options.limit)
    .offset(options.offset);
  return {
    // Behind the last page there is no row to tell.
    total: Number(found[0]?.total ?? 0),
    rows: found.map(({ total: _total, ...row }) => ({
      ...(row as unknown as ImageRow),
      services: Number(row.services),
      final: Number(row.final),
      build: Number(row.build),
      copy: Number(row.copy),
    })),
  };
}

/** Uses of the images that match, from the counts that are kept. */
function keptUses({ knex, filters }: ServiceScope): Knex.QueryBuilder {
  const { uses, ...images } = filters.images;
  const [use] = uses;
  const usedAs = (dimension: string, name: string) =>
    knex.raw('SUM(CASE WHEN dimension = ? THEN services ELSE 0 END) AS ??', [
      dimension,
      name,
    ]);
  return fleetCounts(knex, counts =>
    counts
      .whereIn(
        'dimension',
        use
          ? [`image-${use}`]
          : ['image', 'image-final', 'image-build', 'image-copy'],
      )
      .whereIn(
        'key',
        whereImageMatches(knex('base_images'), { ...images, uses: [] }).select(
          'image',
        ),
      ),
  )
    .groupBy('key')
    .select(
      knex.raw('?? AS image', ['key']),
      usedAs(use ? `image-${use}` : 'image', 'services'),
      usedAs('image-final', 'final'),
      usedAs('image-build', 'build'),
      usedAs('image-copy', 'copy'),
    );
}

/** The same from the services themselves; from all of them when none are given. */
function countUses(
  { knex, filters }: ServiceScope,
  services: Knex.QueryBuilder | undefined,
): Knex.QueryBuilder {
  const used = imageUses(knex, filters.images);
  if (services) used.whereIn('service_images.entity_ref', services);
  const usedAs = (use: ServiceImageRow['use']) =>
    knex.raw('SUM(CASE WHEN ?? = ? THEN 1 ELSE 0 END) AS ??', [
      'use',
      use,
      use,
    ]);
  // Each use is a row, but a service counts once; the filter may leave out the row that counts.
  const counted =
    filters.images.uses.length > 0
      ? 'COUNT(DISTINCT entity_ref)'
      : 'SUM(is_first)';
  return used
    .groupBy('image')
    .select(
      'image',
      knex.raw(`${counted} AS services`),
      usedAs('final'),
      usedAs('build'),
      usedAs('copy'),
    );
}

/** The image filters choose the images here, not the services. */
function withoutImages(filters: ServiceFilters): ServiceFilters {
  return { ...filters, images: noFilters.images };
}

/** A service that uses images in question. */
export interface ImpactRow {
  service: FullServiceRow;
  images: string[];
}

/**
 * Services that use images that are banned, or that are not on a list. Five statements, and one more when owners are given.
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
  const concerned = await concernedImages(options);
  const uses = () => knex('service_images').whereIn('image', concerned);
  const affected = () =>
    matching()
      .where('services.unscored', 0)
      .whereIn('services.entity_ref', uses().select('entity_ref'));
  const levels: { level: number; count: number | string }[] = await affected()
    .groupBy('services.level')
    .select('services.level', knex.raw('COUNT(*) AS count'));
  const found: ServiceRow[] = await affected()
    .select('services.*')
    // As an index has it: sorting by name would take all of them.
    .orderBy([
      { column: 'services.unscored' },
      { column: 'services.level', order: 'desc' },
      { column: 'services.entity_ref', order: 'desc' },
    ])
    .limit(limit);
  const services = await withDetails(knex, found);
  const images: ServiceImageRow[] = await uses()
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

/** Images that are banned or not allowed. As plain values, so that the database knows how many they are. */
async function concernedImages(options: {
  knex: Knex;
  ban: readonly string[];
  allow: readonly string[];
}): Promise<string[]> {
  const { knex, ban, allow } = options;
  const filter = (patterns: readonly string[]): ImageFilters => ({
    ...noFilters.images,
    patterns,
  });
  return knex('base_images')
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
    })
    .pluck('image');
}
