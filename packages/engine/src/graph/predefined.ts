import type { Resolved } from '../shell/types';

/** The search path that BuildKit gives to an image that sets none. */
export const DEFAULT_PATH =
  '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const PLATFORM_ARGUMENTS: ReadonlySet<string> = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
]);

const PROXY_ARGUMENTS: ReadonlySet<string> = new Set(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap(
    name => [name, name.toLowerCase()],
  ),
);

/**
 * Value of a platform argument that every build has in its global scope; undefined for other names. It is unknown unless the
 * platform is given.
 * Source: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
export function platformArgument(
  name: string,
  platform: string | undefined,
): Resolved | undefined {
  if (!PLATFORM_ARGUMENTS.has(name)) {
    return undefined;
  }
  if (platform === undefined) {
    return {
      known: false,
      reason: `${name} depends on the platform of the build`,
      prefix: '',
    };
  }
  const [os = '', arch = '', variant = ''] = platform.split('/');
  const part = name.replace(/^(TARGET|BUILD)/, '');
  const values: Record<string, string> = {
    PLATFORM: platform,
    OS: os,
    ARCH: arch,
    VARIANT: variant,
  };
  return { known: true, value: values[part] ?? '' };
}

/**
 * Whether RUN sees the variable without an ARG, if the build command sets it.
 * Source: https://docs.docker.com/reference/dockerfile/#predefined-args
 */
export function isProxyArgument(name: string): boolean {
  return PROXY_ARGUMENTS.has(name);
}
