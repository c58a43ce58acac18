import type { ImageFacts } from '../../images';
import { baseImagesData } from '../../facts/baseImages';
import { ANY_PYTHON } from '../paths';
import type { PythonRuntime } from '../types';

function vendorOf(
  { entry, family }: ImageFacts,
  path: string | undefined,
): PythonRuntime['vendor'] {
  if (path?.startsWith('/usr/local/')) return 'official';
  if (entry === 'conda') return 'conda';
  return family === 'distroless' || family === 'chiselled'
    ? 'distribution'
    : 'vendor';
}

/** The Python that an image brings along. */
export function pythonRuntimeOf(facts: ImageFacts): PythonRuntime | undefined {
  const { interpreter } = facts;
  if (interpreter?.language !== 'python') return undefined;
  return {
    path: interpreter.path,
    prefix: prefixOf(interpreter.path),
    minor: interpreter.version,
    vendor: vendorOf(facts, interpreter.path),
    libc: facts.libc,
    libcVersion: facts.libcVersion,
    os: facts.os,
    osRelease: facts.osRelease,
    floats: facts.floats.version,
  };
}

function prefixOf(path: string | undefined): string {
  return path ? path.replace(/\/bin\/[^/]*$/, '') : '/usr';
}

/** The Python of the operating system, as its package manager installs it. */
export function distributionRuntime(
  facts: ImageFacts | undefined,
): PythonRuntime {
  const { os, osRelease } = facts ?? {};
  return {
    path: '/usr/bin/python3',
    prefix: '/usr',
    minor:
      os && osRelease
        ? baseImagesData.systemPython[`${os}:${osRelease}`]
        : undefined,
    vendor: 'distribution',
    libc: facts?.libc,
    libcVersion: facts?.libcVersion,
    os,
    osRelease,
    floats: false,
  };
}

/** Directory name of a minor, e.g. `python3.13`. */
export function libraryName(minor: string | undefined): string {
  return minor ? `python${minor}` : ANY_PYTHON;
}

/**
 * Where an interpreter keeps packages that pip installs.
 * Debian's own Python puts them under /usr/local (its `posix_local` scheme).
 */
export function sitePackagesOf(runtime: PythonRuntime): string {
  const library = libraryName(runtime.minor);
  if (
    runtime.vendor === 'distribution' &&
    (runtime.os === 'debian' || runtime.os === 'ubuntu')
  ) {
    return `/usr/local/lib/${library}/dist-packages`;
  }
  return `${runtime.prefix}/lib/${library}/site-packages`;
}

/** Where an interpreter's pip puts console scripts. */
export function scriptsOf(runtime: PythonRuntime): string {
  return runtime.vendor === 'distribution' &&
    (runtime.os === 'debian' || runtime.os === 'ubuntu')
    ? '/usr/local/bin'
    : `${runtime.prefix}/bin`;
}
