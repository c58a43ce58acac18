import { listingOfTag, officialImageNames } from '../facts/officialImages';
import type { ImageReference } from './reference';
import type { FamilyFacts, KnownImage } from './types';

/** Docker Official Images whose tags are the releases of a product with support dates (endoflife.date). */
const PRODUCTS: Readonly<Record<string, string>> = {
  httpd: 'apache-http-server',
  amazoncorretto: 'amazon-corretto',
  'azul-zulu': 'azul-zulu',
  'ibm-semeru-runtimes': 'ibm-semeru',
  sapmachine: 'sapmachine',
  perl: 'perl',
  postgres: 'postgresql',
  redis: 'redis',
  mysql: 'mysql',
  mariadb: 'mariadb',
  mongo: 'mongodb',
  tomcat: 'tomcat',
  rabbitmq: 'rabbitmq',
  elasticsearch: 'elasticsearch',
  kibana: 'kibana',
  logstash: 'logstash',
};

/**
 * Docker Official Images whose Dockerfiles set no USER (github.com/docker-library): the container starts as root, also where the
 * entry point changes the user later.
 */
const STARTS_AS_ROOT: ReadonlySet<string> = new Set([
  'adoptopenjdk',
  'amazoncorretto',
  'backdrop',
  'buildpack-deps',
  'cassandra',
  'clojure',
  'composer',
  'couchdb',
  'dart',
  'drupal',
  'eclipse-mosquitto',
  'elixir',
  'erlang',
  'ghost',
  'haskell',
  'httpd',
  'influxdb',
  'java',
  'joomla',
  'jruby',
  'julia',
  'mariadb',
  'mediawiki',
  'mongo',
  'mono',
  'mysql',
  'neo4j',
  'nextcloud',
  'perl',
  'postgres',
  'pypy',
  'rabbitmq',
  'r-base',
  'redis',
  'redmine',
  'rethinkdb',
  'swift',
  'tomcat',
  'tomee',
  'traefik',
  'wordpress',
  'yourls',
  'zookeeper',
]);

/** Official images whose Dockerfiles set a USER. */
const USERS: Readonly<Record<string, string>> = {
  jenkins: 'jenkins',
  solr: 'solr',
  memcached: 'memcache',
  adminer: 'adminer',
  groovy: 'groovy',
  odoo: 'odoo',
};

function userOf(image: string): string | undefined {
  return STARTS_AS_ROOT.has(image) ? 'root' : USERS[image];
}

/** What takes the place of an image that is no longer built, with a tag that exists. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  jenkins: 'jenkins/jenkins:lts-jdk21',
  // the same packages, and security fixes until 2029
  centos: 'almalinux:8',
  iojs: 'node:24-slim',
  django: 'python:3.14-slim-trixie',
  rails: 'ruby:3.4-slim-trixie',
  celery: 'python:3.14-slim-trixie',
  opensuse: 'opensuse/leap:16.0',
  consul: 'hashicorp/consul',
  vault: 'hashicorp/vault',
  piwik: 'matomo',
  owncloud: 'owncloud/server',
};

/** Images of OpenJDK that are no longer built; their tags name JRE or JDK, and may end in `-alpine`. */
const OPENJDK_IMAGES = /^(?:java|openjdk|adoptopenjdk)$/;

/** What takes the place of a tag of an image that is no longer built. */
export function successorOf(image: string, tag = 'latest'): string | undefined {
  if (!OPENJDK_IMAGES.test(image)) return SUCCESSORS[image];
  const version = tag.match(/^(?:8|11|17)(?!\d)/)?.[0] ?? '21';
  const kind = /jre/.test(tag) ? 'jre' : 'jdk';
  return `eclipse-temurin:${version}-${kind}${
    /alpine/.test(tag) ? '-alpine' : ''
  }`;
}

/** Variants on OpenJDK's own image, which were dropped with it; the day is that of the last list that had one. */
const OPENJDK_VARIANTS: Readonly<Record<string, string>> = {
  maven: '2023-02-15',
  tomcat: '2023-10-11',
  jetty: '2022-09-19',
  clojure: '2022-07-26',
  zookeeper: '2023-02-07',
};

const OPENJDK_VARIANT: Readonly<Record<string, RegExp>> = {
  maven: /(?:^|-)(?:jdk|openjdk|ibmjava)-\d+/,
  tomcat: /openjdk/,
  jetty: /openjdk/,
  clojure: /openjdk/,
  zookeeper: /openjdk/,
};

function isOpenjdkVariant(image: string, tag: string): boolean {
  return OPENJDK_VARIANT[image]?.test(tag) ?? false;
}

/** How long an official image is looked after, by its tag. */
export function careOfOfficial(
  image: string,
  { tag = 'latest', digest }: ImageReference,
): Partial<FamilyFacts> {
  const version = tag.match(/^v?(\d+(?:\.\d+)*)/)?.[1];
  const listing = listingOfTag(image, tag);
  const dropped = isOpenjdkVariant(image, tag)
    ? OPENJDK_VARIANTS[image]
    : listing.state === 'dropped' && listing.on;
  const product = PRODUCTS[image];
  const jdk = tag.match(/(?:temurin|corretto|jdk|jre)-?(\d+)/)?.[1];
  const moves = digest === undefined && version === undefined;
  const successor = successorOf(image, tag);
  return {
    ...(dropped && {
      frozenSince: dropped,
      ...(successor && { successor }),
    }),
    ...((listing.state === 'listed' || moves) && { maintained: true }),
    products: [
      ...(product && version ? [[product, version] as const] : []),
      ...(jdk && /temurin|^gradle$/.test(`${image} ${tag}`)
        ? [['eclipse-temurin', jdk] as const]
        : []),
    ],
    floats: { version: moves, release: false },
  };
}

/** Official images of which the engine knows who they are, how they start and how long they live, not what they hold. */
export const OFFICIAL_PRODUCTS: readonly KnownImage[] = officialImageNames.map(
  image => ({
    id: image,
    name: `docker.io/library/${image}`,
    describe: reference => ({
      family: 'product',
      ...(userOf(image) && { user: userOf(image) }),
      ...careOfOfficial(image, reference),
    }),
  }),
);

/** An image of which only its user and the support of one product are public. */
function productImage(options: {
  id: string;
  name: KnownImage['name'];
  /** endoflife.date */
  product?: string;
  user: string;
  /** The version in its tag. */
  version?: RegExp;
  successor?: string;
  frozenSince?: string;
}): KnownImage {
  const { id, name, user, successor, frozenSince } = options;
  const pattern = options.version ?? /^v?(\d+(?:\.\d+)*)/;
  return {
    id,
    name,
    describe: ({ tag = 'latest', digest }) => {
      const version = tag.match(pattern)?.[1];
      return {
        family: 'product',
        user,
        ...(successor && { successor }),
        ...(frozenSince && { frozenSince }),
        products:
          options.product && version ? [[options.product, version]] : [],
        floats: {
          version:
            digest === undefined &&
            /^(?:latest|lts|stable|alpine|slim)(?:-|$)/.test(tag),
          release: false,
        },
      };
    },
  };
}

/** Images of others than Docker, by their own Dockerfiles. */
export const OTHER_PRODUCTS: readonly KnownImage[] = [
  productImage({
    id: 'jenkins',
    name: 'docker.io/jenkins/jenkins',
    user: 'jenkins',
  }),
  // jenkinsci/docker-inbound-agent: the images were renamed to inbound-agent, ssh-agent and agent
  productImage({
    id: 'jenkins-agent',
    name: /^docker\.io\/jenkins(?:ci)?\/(?:jnlp-slave|slave)$/,
    user: 'jenkins',
    frozenSince: '2020-05-05',
    successor: 'jenkins/inbound-agent',
  }),
  // sshd is root's
  productImage({
    id: 'jenkins-ssh-agent',
    name: /^docker\.io\/jenkins(?:ci)?\/ssh-slave$/,
    user: 'root',
    frozenSince: '2020-05-05',
    successor: 'jenkins/ssh-agent',
  }),
  productImage({
    id: 'grafana',
    name: 'docker.io/grafana/grafana',
    product: 'grafana',
    user: '472',
  }),
  productImage({
    id: 'keycloak',
    name: /^quay\.io\/keycloak\/keycloak$/,
    product: 'keycloak',
    user: '1000',
  }),
  productImage({
    id: 'elasticsearch',
    name: /^docker\.elastic\.co\/elasticsearch\/elasticsearch(?:-oss)?$/,
    product: 'elasticsearch',
    user: 'elasticsearch',
  }),
  productImage({
    id: 'kibana',
    name: /^docker\.elastic\.co\/kibana\/kibana(?:-oss)?$/,
    product: 'kibana',
    user: 'kibana',
  }),
  productImage({
    id: 'airflow',
    name: 'docker.io/apache/airflow',
    product: 'apache-airflow',
    user: 'airflow',
    version: /^(?:slim-)?(\d+\.\d+)/,
  }),
  productImage({
    id: 'liberica',
    name: /^(?:docker\.io\/)?bellsoft\/liberica-(?:openjdk|openjre|runtime-container).*$/,
    product: 'bellsoft-liberica',
    user: 'root',
    version: /^(?:jdk-|jre-)?(\d+)/,
  }),
  productImage({
    id: 'zulu',
    name: /^docker\.io\/azul\/zulu-openjdk/,
    product: 'azul-zulu',
    user: 'root',
  }),
  productImage({
    id: 'microsoft-openjdk',
    name: 'mcr.microsoft.com/openjdk/jdk',
    product: 'microsoft-build-of-openjdk',
    user: 'root',
  }),
  productImage({
    id: 'bun',
    name: 'docker.io/oven/bun',
    user: 'root',
  }),
  productImage({
    id: 'powershell',
    name: 'mcr.microsoft.com/powershell',
    product: 'powershell',
    user: 'root',
  }),
  productImage({
    id: 'playwright',
    name: /^mcr\.microsoft\.com\/playwright(?:\/[a-z]+)?$/,
    user: 'root',
  }),
  productImage({
    id: 'selenium',
    name: /^docker\.io\/selenium\/(?:standalone|node|hub|base).*$/,
    user: 'seluser',
  }),
  productImage({
    id: 'tensorflow',
    name: 'docker.io/tensorflow/tensorflow',
    user: 'root',
  }),
  productImage({
    id: 'pytorch',
    name: 'docker.io/pytorch/pytorch',
    user: 'root',
  }),
  productImage({
    id: 'devcontainers',
    name: /^mcr\.microsoft\.com\/(?:vscode\/)?devcontainers\//,
    user: 'root',
  }),
];
