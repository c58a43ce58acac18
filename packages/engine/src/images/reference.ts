/**
 * An image reference in its parts. Docker Hub names are spelled out:
 * `python` is `docker.io/library/python`.
 *
 * @see https://docs.docker.com/reference/cli/docker/image/tag/#description
 * @public
 */
export interface ImageReference {
  /** As written. */
  text: string;
  /** Registry host, e.g. `docker.io`. */
  registry: string;
  /** Path in the registry, e.g. `library/python`. */
  path: string;
  /** `registry/path`. */
  name: string;
  tag: string | undefined;
  /** e.g. `sha256:…` */
  digest: string | undefined;
}

const DOCKER_HUB_HOSTS = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]);

/** Registries that serve Docker Official Images under a path of their own. */
const OFFICIAL_IMAGE_MIRRORS: Readonly<Record<string, string>> = {
  'public.ecr.aws/docker/library/': 'docker.io/library/',
  'mirror.gcr.io/library/': 'docker.io/library/',
  'mirror.gcr.io/': 'docker.io/',
  'mcr.microsoft.com/mirror/docker/library/': 'docker.io/library/',
  'mcr.microsoft.com/oss/mirror/docker.io/': 'docker.io/',
  'public.ecr.aws/amazonlinux/amazonlinux': 'docker.io/library/amazonlinux',
  'public.ecr.aws/ubuntu/ubuntu': 'docker.io/library/ubuntu',
  'public.ecr.aws/lts/ubuntu': 'docker.io/library/ubuntu',
  'public.ecr.aws/debian/debian': 'docker.io/library/debian',
  'registry.fedoraproject.org/fedora': 'docker.io/library/fedora',
  'quay.io/fedora/fedora': 'docker.io/library/fedora',
  'quay.io/centos/centos': 'docker.io/library/centos',
  'quay.io/rockylinux/rockylinux': 'docker.io/library/rockylinux',
  'docker.io/rockylinux/rockylinux': 'docker.io/library/rockylinux',
  'quay.io/almalinuxorg/almalinux': 'docker.io/library/almalinux',
  'container-registry.oracle.com/os/oraclelinux':
    'docker.io/library/oraclelinux',
  'ghcr.io/oracle/oraclelinux': 'docker.io/library/oraclelinux',
  'registry.opensuse.org/opensuse/': 'docker.io/opensuse/',
};

/** Docker Official Images of one architecture are published under its name too (docker-library/official-images). */
const ARCHITECTURE =
  /^docker\.io\/(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\//;

function isRegistryHost(part: string): boolean {
  return part === 'localhost' || part.includes('.') || part.includes(':');
}

function splitDigest(text: string): [string, string | undefined] {
  const at = text.indexOf('@');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function splitTag(text: string): [string, string | undefined] {
  const colon = text.lastIndexOf(':');
  return colon <= text.lastIndexOf('/')
    ? [text, undefined]
    : [text.slice(0, colon), text.slice(colon + 1)];
}

function throughMirrors(
  name: string,
  mirrors: Readonly<Record<string, string>>,
): string {
  for (const prefix of Object.keys(mirrors).sort(
    (a, b) => b.length - a.length,
  )) {
    if (name.startsWith(prefix)) {
      return mirrors[prefix] + name.slice(prefix.length);
    }
  }
  return name;
}

/**
 * Reads an image reference and follows public and configured mirrors to the image that they stand for.
 *
 * @param mirrors - prefix of an own registry → prefix it stands for, e.g. `{ 'registry.example.com/hub/': 'docker.io/' }`.
 *   A prefix that ends in a slash matches whole path parts.
 * @returns undefined for a text that cannot be a reference (empty, blanks, upper case in the name).
 *
 * @example
 * ```ts
 * const reference = parseImageReference('python:3.13-slim');
 * expect(reference?.name).toBe('docker.io/library/python');
 * expect(reference?.tag).toBe('3.13-slim');
 * ```
 * @public
 */
export function parseImageReference(
  text: string,
  mirrors: Readonly<Record<string, string>> = {},
): ImageReference | undefined {
  const [withoutDigest, digest] = splitDigest(text.trim());
  const [rawName, tag] = splitTag(withoutDigest);
  if (!/^[a-z0-9][a-z0-9._:/-]*$/i.test(rawName) || rawName.endsWith('/')) {
    return undefined;
  }
  const slash = rawName.indexOf('/');
  const first = slash < 0 ? '' : rawName.slice(0, slash);
  let name = isRegistryHost(first) ? rawName : `docker.io/${rawName}`;
  name = throughMirrors(name, mirrors);
  name = throughMirrors(name, OFFICIAL_IMAGE_MIRRORS);
  name = name.replace(ARCHITECTURE, 'docker.io/library/');
  const registryEnd = name.indexOf('/');
  const host = name.slice(0, registryEnd);
  const registry = DOCKER_HUB_HOSTS.has(host) ? 'docker.io' : host;
  let path = name.slice(registryEnd + 1);
  if (registry === 'docker.io' && !path.includes('/')) path = `library/${path}`;
  if (path !== path.toLowerCase()) return undefined;
  return { text, registry, path, name: `${registry}/${path}`, tag, digest };
}
