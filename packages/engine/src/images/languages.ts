import { listingOfTag } from '../facts/officialImages';
import {
  DEFAULT_PATH,
  operatingSystemFacts,
  operatingSystemOfTag,
} from './operatingSystems';
import type { ImageReference } from './reference';
import type { FamilyFacts, ImageFamily, Interpreter } from './types';

const PYTHON_PATH = `/usr/local/bin:${DEFAULT_PATH}`;

/** github.com/nodejs/Release: code names of the long-term releases. */
const NODE_CODENAMES: Readonly<Record<string, string>> = {
  argon: '4',
  boron: '6',
  carbon: '8',
  dubnium: '10',
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
  krypton: '24',
};

/** Versions of Node.js with long-term support. */
export const LONG_TERM_NODE: ReadonlySet<string> = new Set(
  Object.values(NODE_CODENAMES),
);

interface OfficialLanguage {
  image: string;
  language: Interpreter['language'];
  product: string;
  path: string;
  /** Version in front of a tag. */
  version: RegExp;
  environmentPath: string;
  command: readonly string[];
  workdir?: string;
  /** The image is a toolchain whatever its variant (Go, Rust). */
  compiler?: boolean;
  /** There is no slim variant to move to. */
  withoutSlim?: boolean;
  /** Names of releases that stand for a version. */
  codenames?: Readonly<Record<string, string>>;
  /** Version part that decides compatibility, e.g. `X.Y` for Python. */
  complete(version: string): boolean;
}

const LANGUAGES: Readonly<Record<string, OfficialLanguage>> = {
  python: {
    image: 'python',
    language: 'python',
    product: 'python',
    path: '/usr/local/bin/python3',
    version: /^(\d+(?:\.\d+)?)/,
    environmentPath: PYTHON_PATH,
    command: ['python3'],
    complete: version => version.includes('.'),
  },
  node: {
    image: 'node',
    language: 'node',
    product: 'nodejs',
    path: '/usr/local/bin/node',
    version: /^(\d+)/,
    environmentPath: DEFAULT_PATH,
    codenames: NODE_CODENAMES,
    command: ['node'],
    complete: () => true,
  },
  golang: {
    image: 'golang',
    language: 'go',
    product: 'go',
    path: '/usr/local/go/bin/go',
    version: /^(\d+\.\d+)/,
    environmentPath: `/go/bin:/usr/local/go/bin:${DEFAULT_PATH}`,
    command: ['bash'],
    workdir: '/go',
    compiler: true,
    complete: version => version.includes('.'),
  },
  ruby: {
    image: 'ruby',
    language: 'ruby',
    product: 'ruby',
    path: '/usr/local/bin/ruby',
    version: /^(\d+\.\d+)/,
    environmentPath: DEFAULT_PATH,
    command: ['irb'],
    complete: version => version.includes('.'),
  },
  php: {
    image: 'php',
    language: 'php',
    product: 'php',
    path: '/usr/local/bin/php',
    version: /^(\d+\.\d+)/,
    environmentPath: DEFAULT_PATH,
    command: ['php', '-a'],
    workdir: '/var/www/html',
    withoutSlim: true,
    complete: version => version.includes('.'),
  },
};

function variantOf(
  tag: string,
  os: string,
  { compiler, withoutSlim }: OfficialLanguage,
): ImageFamily {
  if (compiler) return 'builder';
  if (os === 'alpine') return 'alpine';
  if (withoutSlim) return 'framework';
  return /(?:^|-)slim(?:-|$)/.test(tag) ? 'slim' : 'full';
}

/** Version that a tag names, by number or by the name of its release. */
function versionOf(
  { version, codenames = {} }: OfficialLanguage,
  tag: string,
): string | undefined {
  return tag.match(version)?.[1] ?? codenames[tag.match(/^[a-z]+/)?.[0] ?? ''];
}

/** What the lists of official images say of a tag: dropped on a day, or still rebuilt. */
function rebuilt(
  image: string,
  tag: string,
): Pick<FamilyFacts, 'frozenSince' | 'maintained'> {
  const listing = listingOfTag(image, tag);
  switch (listing.state) {
    case 'listed':
      return { maintained: true };
    case 'dropped':
      return { frozenSince: listing.on };
    default:
      return {};
  }
}

/** A language image of the Docker Official Images: `python:3.13-slim`, `node:24-alpine`, … */
export function officialLanguage(image: string) {
  const language = LANGUAGES[image];
  return (
    reference: ImageReference,
    today: string,
  ): FamilyFacts | undefined => {
    const tag = reference.tag ?? (reference.digest ? '' : 'latest');
    if (/windowsservercore|nanoserver/.test(tag)) return undefined;
    const written = versionOf(language, tag);
    // the only Python 2 that images still carry
    const version = image === 'python' && written === '2' ? '2.7' : written;
    const { os, release, floats } = tag
      ? operatingSystemOfTag(image, tag, today)
      : { os: 'debian', release: undefined, floats: false };
    const complete = version !== undefined && language.complete(version);
    const family = tag ? variantOf(tag, os, language) : 'unknown';
    const facts = operatingSystemFacts(os, release);
    return {
      ...facts,
      family,
      ...(tag === '' && {
        osRelease: undefined,
        libc: undefined,
        packageManager: undefined,
      }),
      interpreter: {
        language: language.language,
        version: complete ? version : undefined,
        path: language.path,
      },
      toolchain:
        tag === ''
          ? undefined
          : ['full', 'builder', 'framework'].includes(family),
      environment: { PATH: language.environmentPath },
      command: language.command,
      // these variants copy the build context there before anything else
      workdir: tag.endsWith('onbuild') ? '/usr/src/app' : language.workdir,
      products: [
        ...(facts.products ?? []),
        ...(complete ? [[language.product, version] as const] : []),
      ],
      ...rebuilt(image, tag),
      floats: { version: !complete && tag !== '', release: floats },
    };
  };
}

/** `eclipse-temurin:21-jre-alpine`, … */
export function temurin(reference: ImageReference, today: string): FamilyFacts {
  const tag = reference.tag ?? 'latest';
  const version = tag.match(/^(\d+)/)?.[1];
  const jdk = !/jre/.test(tag);
  const ubi = /ubi\d+/.test(tag);
  const { os, release, floats } = operatingSystemOfTag(
    'eclipse-temurin',
    tag,
    today,
  );
  const ubuntu = os === 'debian';
  const facts = operatingSystemFacts(
    ubuntu ? 'ubuntu' : os,
    ubuntu ? undefined : release,
  );
  const runtime = os === 'alpine' ? 'alpine' : 'slim';
  return {
    ...facts,
    family: jdk ? 'builder' : runtime,
    ...(ubi && {
      os: 'rhel',
      osRelease: undefined,
      packageManager: 'microdnf' as const,
      products: [],
    }),
    interpreter: {
      language: 'java',
      version,
      path: '/opt/java/openjdk/bin/java',
    },
    toolchain: jdk,
    environment: { PATH: `/opt/java/openjdk/bin:${DEFAULT_PATH}` },
    products: [
      ...(ubi ? [] : facts.products ?? []),
      ...(version ? [['eclipse-temurin', version] as const] : []),
    ],
    ...rebuilt('eclipse-temurin', tag),
    floats: { version: !version, release: floats },
  };
}
