import { careOfOfficial, OFFICIAL_PRODUCTS, OTHER_PRODUCTS } from './products';
import type { ImageReference } from './reference';
import type { FamilyFacts, KnownImage } from './types';

/** Public images whose Dockerfiles set no USER. */
const OTHERS_AS_ROOT =
  /^docker\.io\/(?:phusion\/(?:baseimage|passenger-[a-z0-9]+)|gliderlabs\/alpine|frolvlad\/alpine-glibc|mhart\/alpine-node|dockerfile\/(?:ubuntu|java|nodejs|python|nginx)|google\/cloud-sdk)$/;

/** The Jupyter Docker Stacks end with `USER ${NB_UID}`, which is jovyan. */
const JUPYTER_STACKS =
  /^(?:docker\.io|quay\.io)\/jupyter\/(?:base|docker-stacks-foundation|minimal|scipy|datascience|r|julia|tensorflow|pytorch|pyspark|all-spark)-notebook$/;

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
  // from 5 on the product counts by its first number
  const release = version?.replace(/^([5-9]|\d\d)\.0$/, '$1');
  const rootless = /chiseled|distroless/.test(tag);
  return {
    family: builds ? 'builder' : 'framework',
    libc: /alpine/.test(tag) ? 'musl' : 'glibc',
    shell: !rootless,
    user: rootless ? 'app' : 'root',
    workdir: '/',
    toolchain: builds,
    products: release ? [['dotnet', release]] : [],
    ...(path === 'microsoft/dotnet' && {
      // the repository ended with .NET Core 2.2
      frozenSince: '2019-12-23',
      successor: builds
        ? 'mcr.microsoft.com/dotnet/sdk:10.0'
        : 'mcr.microsoft.com/dotnet/aspnet:10.0',
    }),
    floats: { version: !version, release: false },
  };
}

/** Windows base images: the tag names the release by its year or its version. */
function windowsBase(product: string, name: RegExp): KnownImage {
  return {
    id: product,
    name,
    describe: ({ tag = 'latest' }) => {
      const release = tag.match(/^(?:ltsc)?(\d{4})|^(\d\dh\d)/i);
      const named = (release?.[1] ?? release?.[2])?.toLowerCase();
      return {
        family: 'product',
        // user of the containers by default (learn.microsoft.com/virtualization/windowscontainers)
        user: 'ContainerAdministrator',
        os: 'windows',
        products: named ? [[product, named]] : [],
      };
    },
  };
}

function startsAs(user: string): () => FamilyFacts {
  return () => ({ family: 'unknown', user });
}

/** Images of which some facts are public, beside those that the engine knows whole. */
export const PUBLIC_IMAGES: readonly KnownImage[] = [
  ...OTHER_PRODUCTS,
  {
    id: 'dotnet',
    name: /^(?:mcr\.microsoft\.com\/dotnet\/(?:core\/|nightly\/)?(?:sdk|aspnet|runtime|runtime-deps)|docker\.io\/microsoft\/dotnet)$/,
    describe: dotnet,
  },
  {
    id: 'docker',
    name: 'docker.io/library/docker',
    describe: reference => ({
      family: 'product',
      user: /rootless/.test(reference.tag ?? '') ? 'rootless' : 'root',
      ...careOfOfficial('docker', reference),
    }),
  },
  windowsBase(
    'windows-server-core',
    /^mcr\.microsoft\.com\/windows\/servercore(?:\/.*)?$|^docker\.io\/microsoft\/windowsservercore$/,
  ),
  windowsBase(
    'windows-nano-server',
    /^mcr\.microsoft\.com\/windows\/nanoserver(?:\/.*)?$|^docker\.io\/microsoft\/nanoserver$/,
  ),
  {
    id: 'opensuse',
    name: /^docker\.io\/opensuse\/(?:leap|tumbleweed)$/,
    describe: ({ path, tag }) => ({
      ...startsAs('root')(),
      family: 'product',
      products:
        path.endsWith('leap') && tag && /^\d/.test(tag)
          ? [['opensuse', tag.match(/^\d+\.\d+/)?.[0] ?? tag]]
          : [],
      floats: { version: !tag || !/^\d/.test(tag), release: false },
    }),
  },
  {
    id: 'jupyter-stacks',
    name: JUPYTER_STACKS,
    describe: reference => ({
      family: 'product',
      user: 'jovyan',
      // the images moved to quay.io; those on Docker Hub stopped (jupyter/docker-stacks, changelog)
      ...(reference.registry === 'docker.io' && {
        frozenSince: '2023-10-20',
        successor: `quay.io/${reference.path}`,
      }),
      floats: {
        version:
          reference.digest === undefined &&
          /^(?:latest|python-\d\.\d+)?$/.test(reference.tag ?? ''),
        release: false,
      },
    }),
  },
  {
    id: 'starts-as-root',
    name: OTHERS_AS_ROOT,
    describe: startsAs('root'),
  },
  ...OFFICIAL_PRODUCTS,
];
