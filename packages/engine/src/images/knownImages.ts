import { baseImagesData } from '../facts/baseImages';
import { listingOfTag } from '../facts/officialImages';
import type { ProductRelease } from './hints';
import { officialLanguage, temurin } from './languages';
import {
  DEFAULT_PATH,
  operatingSystemFacts,
  operatingSystemOfTag,
  plainOperatingSystem,
  productOf,
} from './operatingSystems';
import { careOfOfficial, successorOf } from './products';
import { PUBLIC_IMAGES } from './publicImages';
import type { ImageReference } from './reference';
import type { FamilyFacts, KnownImage, PackageManager } from './types';

const NONROOT = '65532';

function lastPart({ path }: ImageReference): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function distroless(reference: ImageReference): FamilyFacts {
  const image = lastPart(reference);
  const tag = reference.tag ?? 'latest';
  const release = image.match(/debian(\d+)/)?.[1] ?? '13';
  const kind = image.match(/^(python3|java|nodejs)/)?.[1];
  const ends = baseImagesData.distroless[release];
  const endOfLife = ends && (ends[kind ?? 'default'] ?? ends.default);
  const python = kind === 'python3';
  const minor = baseImagesData.systemPython[`debian:${release}`];
  const node = image.match(/^nodejs(\d+)/)?.[1];
  const java = image.match(/^java(\d+)/)?.[1];
  return {
    family: 'distroless',
    os: 'debian',
    osRelease: release,
    libc: image.startsWith('static') ? 'none' : 'glibc',
    packageManager: null,
    shell: tag.startsWith('debug'),
    user: tag.includes('nonroot') ? NONROOT : 'root',
    workdir: tag.includes('nonroot') ? '/home/nonroot' : '/',
    toolchain: false,
    environment: { PATH: DEFAULT_PATH },
    ...(python && {
      interpreter: {
        language: 'python' as const,
        version: minor,
        path: '/usr/bin/python3',
      },
      entrypoint: [`/usr/bin/python${minor}`],
    }),
    ...(node && {
      interpreter: {
        language: 'node' as const,
        version: node,
        path: '/nodejs/bin/node',
      },
      entrypoint: ['/nodejs/bin/node'],
    }),
    ...(java && {
      interpreter: {
        language: 'java' as const,
        version: java,
        path: '/usr/bin/java',
      },
      entrypoint: ['/usr/bin/java', '-jar'],
    }),
    products: [['debian', release]],
    ...(typeof endOfLife === 'string' && { endOfLife }),
    floats: { version: false, release: !/debian\d+/.test(image) },
  };
}

function astralUv(reference: ImageReference): FamilyFacts {
  const tag = reference.tag ?? 'latest';
  const python = tag.match(/python(3\.\d+)/)?.[1];
  const alpine = /alpine/.test(tag);
  const based = python ?? /(debian|trixie|bookworm|alpine)/.test(tag);
  if (!based) {
    return {
      family: 'binary-carrier',
      libc: 'none',
      packageManager: null,
      shell: false,
      user: 'root',
      toolchain: false,
      environment: { PATH: DEFAULT_PATH },
    };
  }
  if (/-dhi$/.test(tag)) {
    return {
      family: 'builder',
      interpreter: { language: 'python', version: python, path: undefined },
    };
  }
  const debian = /bookworm/.test(tag) ? '12' : '13';
  const release = alpine ? tag.match(/alpine(\d+\.\d+)/)?.[1] : debian;
  const stopped = /bookworm/.test(tag) || python === '3.8';
  const uv = tag.match(/^0\.(\d+)/)?.[1];
  // a tag of a later uv never existed
  const frozen = stopped && Number(uv ?? 0) < 10;
  return {
    ...operatingSystemFacts(alpine ? 'alpine' : 'debian', release),
    family: 'builder',
    toolchain: !alpine && !/slim/.test(tag),
    ...(python && {
      interpreter: {
        language: 'python' as const,
        version: python,
        path: '/usr/local/bin/python3',
      },
      command: ['python3'],
    }),
    environment: {
      PATH: python ? `/usr/local/bin:${DEFAULT_PATH}` : DEFAULT_PATH,
      ...(python && { UV_TOOL_BIN_DIR: '/usr/local/bin' }),
    },
    products: [
      ...(release
        ? [[alpine ? 'alpine-linux' : 'debian', release] as const]
        : []),
      ...(python ? [['python', python] as const] : []),
    ],
    // uv 0.10.0 stopped these variants (its changelog, February 2026)
    ...(frozen && { frozenSince: '2026-02-05' }),
  };
}

function chainguardPython(reference: ImageReference): FamilyFacts {
  const tag = reference.tag ?? 'latest';
  const development = tag.endsWith('-dev');
  return {
    family: development ? 'builder' : 'hardened',
    os: 'wolfi',
    libc: 'glibc',
    packageManager: development ? 'apk' : null,
    shell: development,
    user: NONROOT,
    toolchain: undefined,
    interpreter: {
      language: 'python',
      version: tag.match(/^(3\.\d+)/)?.[1],
      path: '/usr/bin/python3',
    },
    environment: { PATH: DEFAULT_PATH },
    entrypoint: ['/usr/bin/python'],
    floats: { version: !/^3\.\d+/.test(tag), release: false },
  };
}

function dockerHardenedPython(
  reference: ImageReference,
  today: string,
): FamilyFacts {
  const tag = reference.tag ?? 'latest';
  const development = /-dev$/.test(tag);
  const version = tag.match(/^(3\.\d+)/)?.[1];
  const alpine = /alpine/.test(tag);
  const named = tag.match(/debian-?(\d+)/)?.[1];
  const release = alpine
    ? operatingSystemOfTag('', tag, today).release
    : named ?? '13';
  const manager = alpine ? 'apk' : 'apt';
  return {
    ...operatingSystemFacts(alpine ? 'alpine' : 'debian', release),
    family: development ? 'builder' : 'hardened',
    packageManager: development ? manager : null,
    shell: development,
    user: development ? 'root' : NONROOT,
    toolchain: development ? undefined : false,
    interpreter: {
      language: 'python',
      version,
      // the definitions read differ between patch releases, so the path is not certain
      path: undefined,
    },
    products: [
      ...(release
        ? [[alpine ? 'alpine-linux' : 'debian', release] as const]
        : []),
      ...(version ? [['python', version] as const] : []),
    ],
    floats: { version: !version, release: !named && !alpine },
  };
}

function chiselledPython({ tag = 'latest' }: ImageReference): FamilyFacts {
  const release = tag.match(/-(\d\d\.\d\d)(?:_|$)/)?.[1];
  const version = tag.match(/^(3\.\d+)/)?.[1];
  return {
    family: 'chiselled',
    os: 'ubuntu',
    ...(release && { osRelease: release }),
    libc: 'glibc',
    packageManager: null,
    shell: false,
    user: '_daemon_',
    toolchain: false,
    interpreter: { language: 'python', version, path: '/usr/bin/python3' },
    environment: { PATH: DEFAULT_PATH },
    entrypoint: ['/usr/bin/pebble', 'enter'],
    products: [
      ...(release ? [['ubuntu', release] as const] : []),
      ...(version ? [['python', version] as const] : []),
    ],
    floats: { version: !version, release: !release },
  };
}

function ubi(reference: ImageReference): FamilyFacts {
  const [, release, image] =
    reference.path.match(/^(?:redhat\/)?(?:ubi|rhel)(\d+)(?:[/-](.+))?$/) ?? [];
  const python = image?.match(/^python-3(\d+)/)?.[1];
  const node = image?.match(/^nodejs-(\d+)/)?.[1];
  const minimal = /minimal|micro/.test(image ?? '');
  const micro = image === 'ubi-micro';
  const manager = minimal ? 'microdnf' : 'dnf';
  return {
    family: 'ubi',
    os: 'rhel',
    ...(release && { osRelease: release }),
    libc: 'glibc',
    packageManager: micro ? null : manager,
    shell: true,
    user: python || node ? '1001' : 'root',
    workdir: python || node ? '/opt/app-root/src' : '/',
    toolchain: (python !== undefined || node !== undefined) && !minimal,
    ...(python && {
      interpreter: {
        language: 'python' as const,
        version: `3.${python}`,
        path: `/usr/bin/python3.${python}`,
      },
    }),
    environment: {
      PATH: python
        ? `/opt/app-root/bin:/opt/app-root/src/.local/bin/:/opt/app-root/src/bin:${DEFAULT_PATH}`
        : DEFAULT_PATH,
      ...(python && { VIRTUAL_ENV: '/opt/app-root' }),
    },
    products: [
      ...(release ? [['rhel', release] as const] : []),
      ...(python ? [['python', `3.${python}`] as const] : []),
    ],
  };
}

function lambdaPython({ tag = 'latest' }: ImageReference): FamilyFacts {
  const version = tag.match(/^(3\.\d+)/)?.[1];
  const isNew = version !== undefined && Number(version.slice(2)) >= 12;
  // docs.aws.amazon.com/lambda/latest/dg/python-image.html: Amazon Linux 2 up to 3.11, 2023 from 3.12 on
  const amazonLinux = isNew ? '2023' : '2';
  return {
    family: 'framework',
    os: 'amazon-linux',
    libc: 'glibc',
    packageManager: isNew ? 'microdnf' : 'yum',
    shell: true,
    user: 'root',
    toolchain: false,
    workdir: '/var/task',
    interpreter: { language: 'python', version, path: '/var/lang/bin/python3' },
    environment: {
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      LAMBDA_TASK_ROOT: '/var/task',
    },
    entrypoint: ['/lambda-entrypoint.sh'],
    ...(version && { osRelease: amazonLinux }),
    products: version
      ? [
          ['python', version],
          ['amazon-linux', amazonLinux],
        ]
      : [],
    floats: { version: !version, release: false },
  };
}

function conda(reference: ImageReference): FamilyFacts {
  const micromamba = /micromamba$/.test(reference.path);
  // conda-forge/miniforge: the name was given up for miniforge in January 2025
  const retired = reference.path.endsWith('/mambaforge');
  const { tag = 'latest' } = reference;
  return {
    ...(retired && {
      frozenSince: '2025-01-10',
      successor: 'condaforge/miniforge3',
    }),
    floats: { version: /^latest(?:-|$)/.test(tag), release: false },
    family: 'builder',
    os: 'debian',
    libc: 'glibc',
    packageManager: 'apt',
    shell: true,
    user: micromamba ? 'mambauser' : 'root',
    workdir: micromamba ? '/tmp' : '/',
    toolchain: false,
    interpreter: {
      language: 'python',
      version: undefined,
      path: micromamba ? undefined : '/opt/conda/bin/python3',
    },
    environment: { PATH: `/opt/conda/bin:${DEFAULT_PATH}` },
  };
}

const BITNAMI_NAMES: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mongodb: 'mongo',
  apache: 'httpd',
  java: 'eclipse-temurin',
};
const KEPT_AS_OFFICIAL: ReadonlySet<string> = new Set([
  ...Object.values(BITNAMI_NAMES),
  'python',
  'node',
  'golang',
  'ruby',
  'nginx',
  'redis',
  'mariadb',
  'mysql',
  'rabbitmq',
  'memcached',
  'wordpress',
  'tomcat',
]);

/** Official images that hold what an image of the former public catalog held. */
function bitnamiSuccessor(reference: ImageReference): string | undefined {
  const image = lastPart(reference);
  const name = BITNAMI_NAMES[image] ?? image;
  return KEPT_AS_OFFICIAL.has(name) ? name : undefined;
}

function bitnami(reference: ImageReference): FamilyFacts {
  return {
    family: 'framework',
    os: 'debian',
    libc: 'glibc',
    packageManager: 'apt',
    shell: true,
    user: '1001',
    // bitnami/containers#83267: the public catalog moved, nothing is rebuilt
    frozenSince: '2025-08-28',
    ...(bitnamiSuccessor(reference) && {
      successor: bitnamiSuccessor(reference),
    }),
    ...(lastPart(reference) === 'python' && {
      interpreter: {
        language: 'python' as const,
        version: reference.tag?.match(/^(3\.\d+)/)?.[1],
        path: '/opt/bitnami/python/bin/python3',
      },
    }),
  };
}

function cuda({ tag = 'latest' }: ImageReference): FamilyFacts {
  const release = tag.match(/ubuntu(\d\d\.\d\d)/)?.[1];
  const redHat = tag.match(/(?:ubi|rockylinux)(\d+)/)?.[1];
  return {
    ...(release && operatingSystemFacts('ubuntu', release)),
    family: 'framework',
    os: redHat ? 'rhel' : 'ubuntu',
    ...((release ?? redHat) && { osRelease: release ?? redHat }),
    libc: 'glibc',
    packageManager: redHat ? 'dnf' : 'apt',
    shell: true,
    user: 'root',
    // gitlab.com/nvidia/container-images/cuda: every image puts its own folders first
    environment: {
      PATH: `/usr/local/nvidia/bin:/usr/local/cuda/bin:${DEFAULT_PATH}`,
    },
    workdir: '/',
    toolchain: /devel/.test(tag),
    products: release ? [['ubuntu', release]] : [],
  };
}

function webServer(reference: ImageReference, today: string): FamilyFacts {
  const tag = reference.tag ?? 'latest';
  const { os, release, floats } = operatingSystemOfTag('', tag, today);
  const unprivileged = /unprivileged/.test(reference.path);
  return {
    ...operatingSystemFacts(os, release),
    family: os === 'alpine' ? 'alpine' : 'server',
    user: unprivileged ? '101' : 'root',
    toolchain: false,
    entrypoint: ['/docker-entrypoint.sh'],
    command: ['nginx', '-g', 'daemon off;'],
    ...careOfNginx(reference, release ? [[productOf(os), release]] : []),
    floats: { version: !/^\d/.test(tag), release: floats },
  };
}

/** Support of the server beside that of the operating system. */
function careOfNginx(
  reference: ImageReference,
  system: readonly ProductRelease[],
): Partial<FamilyFacts> {
  const { products = [], ...care } = careOfOfficial('nginx', reference);
  const version = reference.tag?.match(/^\d+\.\d+/)?.[0];
  return {
    ...care,
    products: [
      ...system,
      ...products,
      ...(version ? [['nginx', version] as const] : []),
    ],
  };
}

/** Last version of the openjdk image that was more than early access (official-images history). */
const LAST_OPENJDK = 18;

function openjdk(reference: ImageReference): FamilyFacts {
  const { tag = 'latest' } = reference;
  const version = tag.match(/^(\d+)/)?.[1];
  const jre = /jre/.test(tag);
  // later versions are early access only, and those that were released there are dropped
  const released = Number(version ?? 0) <= LAST_OPENJDK && !/-ea-|rc/.test(tag);
  const listing = listingOfTag('openjdk', tag);
  return {
    family: jre ? 'slim' : 'builder',
    shell: true,
    user: 'root',
    toolchain: !jre,
    interpreter: { language: 'java', version, path: undefined },
    ...(listing.state === 'dropped' && { frozenSince: listing.on }),
    ...(listing.state !== 'dropped' &&
      released && { frozenSince: '2022-08-19' }),
    successor: successorOf('openjdk', tag),
  };
}

function buildTool(
  image: string,
  language: 'java' | 'node' | 'go' | undefined,
  path: string | undefined,
) {
  return (reference: ImageReference, today: string): FamilyFacts => {
    const { os, release, floats } = operatingSystemOfTag(
      '',
      reference.tag ?? '',
      today,
    );
    const care = careOfOfficial(image, reference);
    return {
      ...operatingSystemFacts(os, release),
      osRelease: undefined,
      ...care,
      products: [
        ...(release && !floats ? [[productOf(os), release] as const] : []),
        ...(care.products ?? []),
      ],
      family: 'builder',
      toolchain: true,
      ...(language && {
        interpreter: { language, version: undefined, path },
      }),
    };
  };
}

function plain(
  name: string,
  product: string,
  os: string,
  packageManager: PackageManager,
): KnownImage {
  return {
    id: name,
    name: `docker.io/library/${name}`,
    describe: reference => {
      const successor = successorOf(name);
      return {
        ...plainOperatingSystem(product, os, packageManager)(reference),
        ...(successor && { successor }),
      };
    },
  };
}

const official = (image: string) => `docker.io/library/${image}`;

/** Every image that the engine knows, first match wins. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  {
    id: 'python',
    name: official('python'),
    describe: officialLanguage('python'),
  },
  { id: 'node', name: official('node'), describe: officialLanguage('node') },
  {
    id: 'golang',
    name: official('golang'),
    describe: officialLanguage('golang'),
  },
  { id: 'ruby', name: official('ruby'), describe: officialLanguage('ruby') },
  { id: 'php', name: official('php'), describe: officialLanguage('php') },
  {
    id: 'eclipse-temurin',
    name: official('eclipse-temurin'),
    describe: temurin,
  },
  {
    id: 'debian',
    name: official('debian'),
    describe: plainOperatingSystem('debian', 'debian', 'apt', true),
  },
  {
    id: 'ubuntu',
    name: official('ubuntu'),
    describe: plainOperatingSystem('ubuntu', 'ubuntu', 'apt'),
  },
  {
    id: 'alpine',
    name: official('alpine'),
    describe: plainOperatingSystem('alpine-linux', 'alpine', 'apk'),
  },
  plain('fedora', 'fedora', 'fedora', 'dnf'),
  plain('centos', 'centos', 'centos', 'yum'),
  plain('rockylinux', 'rocky-linux', 'rocky-linux', 'dnf'),
  plain('almalinux', 'almalinux', 'almalinux', 'dnf'),
  plain('oraclelinux', 'oracle-linux', 'oracle-linux', 'dnf'),
  plain('amazonlinux', 'amazon-linux', 'amazon-linux', 'yum'),
  plain('photon', 'vmware-photon', 'vmware-photon', 'tdnf'),
  { id: 'distroless', name: /^gcr\.io\/distroless\//, describe: distroless },
  { id: 'uv', name: 'ghcr.io/astral-sh/uv', describe: astralUv },
  {
    id: 'chainguard-python',
    name: /^cgr\.dev\/[^/]+\/python$/,
    describe: chainguardPython,
  },
  {
    id: 'wolfi-base',
    name: /^cgr\.dev\/[^/]+\/wolfi-base$/,
    describe: () => ({
      family: 'minimal-os',
      os: 'wolfi',
      libc: 'glibc',
      packageManager: 'apk',
      shell: true,
      user: 'root',
      toolchain: false,
      environment: { PATH: DEFAULT_PATH },
    }),
  },
  {
    id: 'dhi-python',
    name: /^(?:dhi\.io\/python|docker\.io\/[^/]+\/dhi-python)$/,
    describe: dockerHardenedPython,
  },
  {
    id: 'ubuntu-python',
    name: 'docker.io/ubuntu/python',
    describe: chiselledPython,
  },
  {
    id: 'ubi',
    name: /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi|rhel)\d+(?:\/|-)|^docker\.io\/redhat\/ubi\d+/,
    describe: ubi,
  },
  {
    id: 'lambda-python',
    name: /^(?:public\.ecr\.aws\/lambda\/python|docker\.io\/amazon\/aws-lambda-python)$/,
    describe: lambdaPython,
  },
  {
    id: 'conda',
    name: /^(?:docker\.io\/(?:continuumio\/(?:miniconda3|anaconda3)|condaforge\/(?:miniforge3|mambaforge)|mambaorg\/micromamba))$/,
    describe: conda,
  },
  {
    id: 'bitnami',
    name: /^docker\.io\/bitnami(?:legacy)?\//,
    describe: bitnami,
  },
  {
    id: 'cuda',
    name: /^(?:docker\.io|nvcr\.io)\/nvidia\/cuda$/,
    describe: cuda,
  },
  {
    id: 'nginx',
    name: /^docker\.io\/(?:library\/nginx|nginxinc\/nginx-unprivileged)$/,
    describe: webServer,
  },
  {
    id: 'maven',
    name: official('maven'),
    describe: buildTool('maven', 'java', '/opt/java/openjdk/bin/java'),
  },
  {
    id: 'gradle',
    name: official('gradle'),
    describe: (reference, today) => ({
      ...buildTool(
        'gradle',
        'java',
        '/opt/java/openjdk/bin/java',
      )(reference, today),
      workdir: '/home/gradle',
    }),
  },
  {
    id: 'rust',
    name: official('rust'),
    describe: buildTool('rust', undefined, undefined),
  },
  {
    id: 'gcc',
    name: official('gcc'),
    describe: buildTool('gcc', undefined, undefined),
  },
  {
    id: 'buildpack-deps',
    name: official('buildpack-deps'),
    describe: buildTool('buildpack-deps', undefined, undefined),
  },
  {
    id: 'openjdk',
    name: official('openjdk'),
    describe: openjdk,
  },
  {
    id: 'busybox',
    name: official('busybox'),
    describe: reference => ({
      ...careOfOfficial('busybox', reference),
      family: 'minimal-os',
      packageManager: null,
      shell: true,
      user: 'root',
      toolchain: false,
      environment: { PATH: DEFAULT_PATH },
    }),
  },
  ...PUBLIC_IMAGES,
];
