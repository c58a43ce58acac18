import type { Entity } from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';

/**
 * A fleet made up from numbers: the same number gives the same service, so every process of a bench knows the same fleet without
 * passing it on.
 */
const GROUPS = 300;
const TAGS = 50;
const SERVICES_OF_A_SYSTEM = 25;
/** Of ten services three share their repository with others. */
const SHARED = 3;
/** Those among so many neighbours share one repository. */
const MONOREPO_SPAN = 40;
const PAGE = 500;
const HOST = 'https://bench.example/';

const AREAS = ['payments', 'search', 'orders', 'billing', 'identity'];
const WORDS = ['api', 'worker', 'web', 'sync', 'jobs', 'gateway', 'report'];

/** Numbers that look random but are always the same. */
function mixed(value: number, salt: number): number {
  let hash = Math.imul(value + 1, 2654435761) ^ Math.imul(salt + 7, 40503);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function pick<T>(values: readonly T[], value: number, salt: number): T {
  return values[mixed(value, salt) % values.length];
}

export function groups(): Entity[] {
  return Array.from({ length: GROUPS }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `g-${i}`, namespace: 'default' },
    spec: {
      type: 'team',
      children: [],
      // Three below each, so that the first one stands above all of them.
      ...(i > 0 && { parent: `group:default/g-${Math.floor((i - 1) / 3)}` }),
    },
  }));
}

function isShared(i: number): boolean {
  return i % 10 < SHARED;
}

/** Numbers of the services that live in a monorepo. */
export function servicesOfMonorepo(id: number): number[] {
  return Array.from(
    { length: MONOREPO_SPAN },
    (_, i) => id * MONOREPO_SPAN + i,
  ).filter(isShared);
}

export function service(i: number, all: number): Entity {
  const repository = isShared(i)
    ? `mono-${Math.floor(i / MONOREPO_SPAN)}/tree/main/services/s${i}/`
    : `repo-${i}/tree/main/`;
  const owner = `group:default/g-${mixed(i, 1) % GROUPS}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `svc-${i}`,
      namespace: 'default',
      title: `${pick(AREAS, i, 2)} ${pick(WORDS, i, 3)} ${i}`,
      tags: [`tag-${mixed(i, 4) % TAGS}`, `tag-${mixed(i, 5) % TAGS}`],
      annotations: {
        'backstage.io/source-location': `url:${HOST}org/${repository}`,
      },
    },
    spec: {
      type: 'service',
      lifecycle: pick(
        ['production', 'production', 'experimental', 'deprecated'],
        i,
        6,
      ),
      owner,
      system: `sys-${mixed(i, 7) % Math.ceil(all / SERVICES_OF_A_SYSTEM)}`,
    },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

const BASES = [
  'python:3.14-slim-trixie',
  'python:3.13-slim-bookworm',
  'python:3.12',
  'python:3.9-slim',
  'python:3.8',
  'python:latest',
  'node:22-slim',
  'node:16',
  'golang:1.25',
  'ubuntu:24.04',
  'ubuntu:18.04',
  'debian:trixie-slim',
  'registry.example.com/base/python:3.13',
];

/** The Dockerfile of a sample: bases, stages, users and ways to install in every combination. */
export function dockerfileOf(i: number): string {
  const base = pick(BASES, i, 11);
  const install = pick(
    [
      'RUN pip install -r requirements.txt',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'RUN apt-get update && apt-get install -y gcc\nRUN pip install .',
      'RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
    ],
    i,
    12,
  );
  const tail = [
    ...(mixed(i, 13) % 5 === 0 ? ['USER 10001'] : []),
    ...(mixed(i, 14) % 50 === 0 ? ['ARG API_TOKEN', 'ENV T=$API_TOKEN'] : []),
    ...(mixed(i, 15) % 8 === 0 ? ['HEALTHCHECK CMD python -V'] : []),
    pick(['CMD ["python", "-m", "app"]', 'CMD flask run'], i, 16),
  ];
  const build = [
    'WORKDIR /app',
    ...(mixed(i, 17) % 2 === 0 ? ['COPY requirements.txt .'] : ['COPY . .']),
    install,
  ];
  const stages =
    mixed(i, 18) % 3 === 0
      ? [
          `FROM ${base} AS build`,
          ...build,
          `FROM ${base}`,
          'WORKDIR /app',
          'COPY --from=build /opt/venv /opt/venv',
          'COPY . .',
        ]
      : [`FROM ${base}`, ...build, 'COPY . .'];
  return [`# Service of sample ${i}`, ...stages, ...tail, ''].join('\n');
}

export function isBenchUrl(url: string): boolean {
  return url.startsWith(HOST);
}

/** A catalog that makes its entities up as they are asked for. */
export class FleetCatalog extends InMemoryCatalogClient {
  readonly #services: number;

  constructor(services: number) {
    super({ entities: groups() });
    this.#services = services;
  }

  async *streamEntities(request?: {
    filter?: unknown;
  }): AsyncIterable<Entity[]> {
    if (JSON.stringify(request?.filter ?? {}).includes('"Group"')) {
      yield groups();
      return;
    }
    for (let start = 0; start < this.#services; start += PAGE) {
      const length = Math.min(PAGE, this.#services - start);
      yield Array.from({ length }, (_, i) =>
        service(start + i, this.#services),
      );
    }
  }

  async getEntityByRef(
    ref: Parameters<InMemoryCatalogClient['getEntityByRef']>[0],
  ): Promise<Entity | undefined> {
    const [, i] = /svc-(\d+)$/.exec(String(ref)) ?? [];
    return i === undefined ? undefined : service(Number(i), this.#services);
  }
}
