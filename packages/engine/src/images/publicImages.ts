import type { ImageReference } from './reference';
import type { FamilyFacts, KnownImage } from './types';

/**
 * Docker Official Images whose Dockerfiles set no USER (github.com/docker-library): the container starts
 * as root, also where the entrypoint changes the user later. Nothing else of them is known here.
 */
const OFFICIAL_AS_ROOT =
  'adoptopenjdk amazoncorretto backdrop cassandra clojure composer couchdb dart drupal eclipse-mosquitto elixir erlang haskell httpd influxdb joomla jruby julia mariadb mediawiki mongo mono mysql nextcloud perl postgres pypy rabbitmq r-base redis redmine rethinkdb swift tomcat tomee traefik wordpress yourls zookeeper';

/** Other public images of which the same holds. */
const OTHERS_AS_ROOT =
  /^docker\.io\/(?:phusion\/(?:baseimage|passenger-[a-z0-9]+)|gliderlabs\/alpine|frolvlad\/alpine-glibc|mhart\/alpine-node|dockerfile\/(?:ubuntu|java|nodejs|python|nginx)|google\/cloud-sdk)$/;

/** The Jupyter Docker Stacks end with `USER ${NB_UID}`, which is jovyan. */
const JUPYTER_STACKS =
  /^(?:docker\.io|quay\.io)\/jupyter\/(?:base|minimal|scipy|datascience|r|julia|tensorflow|pytorch|pyspark|all-spark)-notebook$/;

/**
 * Last day of support of .NET (dotnet.microsoft.com/platform/support/policy/dotnet-core), and of .NET Core before it.
 */
const DOTNET_ENDS: Readonly<Record<string, string>> = {
  '1.0': '2019-06-27',
  '1.1': '2019-06-27',
  '2.0': '2018-10-01',
  '2.1': '2021-08-21',
  '2.2': '2019-12-23',
  '3.0': '2020-03-03',
  '3.1': '2022-12-13',
  '5.0': '2022-05-10',
  '6.0': '2024-11-12',
  '7.0': '2024-05-14',
  '8.0': '2026-11-10',
  '9.0': '2026-11-10',
};

function dotnet({
  path,
  tag = 'latest',
}: ImageReference): FamilyFacts | undefined {
  if (/nanoserver|windows/.test(tag)) return undefined;
  // microsoft/dotnet had all variants in one repository, the SDK without a word for it
  const variant = `${path.slice(path.lastIndexOf('/') + 1)}-${tag}`;
  const builds =
    /sdk/.test(variant) ||
    (path === 'microsoft/dotnet' && !/runtime/.test(variant));
  const written = tag.match(/^(\d+\.\d+)/)?.[1];
  // that repository ended with 2.2, so its tags without a version mean it
  const version = written ?? (path === 'microsoft/dotnet' ? '2.2' : undefined);
  const endOfLife = version && DOTNET_ENDS[version];
  const rootless = /chiseled|distroless/.test(tag);
  return {
    family: builds ? 'builder' : 'framework',
    libc: /alpine/.test(tag) ? 'musl' : 'glibc',
    shell: !rootless,
    user: rootless ? 'app' : 'root',
    workdir: '/',
    toolchain: builds,
    ...(endOfLife && { endOfLife }),
    floats: { version: !version, release: false },
  };
}

/** Official, but named `openjdk` since; the last build is as old as its deprecation. */
function java({ tag = 'latest' }: ImageReference): FamilyFacts {
  const jre = /jre/.test(tag);
  return {
    family: jre ? 'slim' : 'builder',
    shell: true,
    user: 'root',
    workdir: '/',
    toolchain: !jre,
    interpreter: {
      language: 'java',
      version: tag.match(/^(?:openjdk-)?(\d+)/)?.[1],
      path: undefined,
    },
    frozenSince: '2016-12-31',
  };
}

function startsAs(user: string): () => FamilyFacts {
  return () => ({ family: 'unknown', user });
}

/** Images of which some facts are public, beside those that the engine knows whole. */
export const PUBLIC_IMAGES: readonly KnownImage[] = [
  {
    id: 'dotnet',
    name: /^(?:mcr\.microsoft\.com\/dotnet\/(?:core\/|nightly\/)?(?:sdk|aspnet|runtime|runtime-deps)|docker\.io\/microsoft\/dotnet)$/,
    describe: dotnet,
  },
  { id: 'java', name: 'docker.io/library/java', describe: java },
  {
    id: 'docker',
    name: 'docker.io/library/docker',
    describe: ({ tag = '' }) =>
      startsAs(/rootless/.test(tag) ? 'rootless' : 'root')(),
  },
  {
    id: 'jenkins',
    name: /^docker\.io\/(?:library\/jenkins|jenkins\/jenkins)$/,
    describe: startsAs('jenkins'),
  },
  {
    id: 'bun',
    name: 'docker.io/oven/bun',
    describe: () => ({ ...startsAs('root')(), workdir: '/home/bun/app' }),
  },
  {
    id: 'jupyter-stacks',
    name: JUPYTER_STACKS,
    describe: startsAs('jovyan'),
  },
  ...OFFICIAL_AS_ROOT.split(' ').map(image => ({
    id: image,
    name: `docker.io/library/${image}`,
    describe: startsAs('root'),
  })),
  {
    id: 'starts-as-root',
    name: OTHERS_AS_ROOT,
    describe: startsAs('root'),
  },
];
