import {
  BUILDPACK_PROGRAMS,
  LANGUAGE_PROGRAMS,
} from '../../facts/buildPrograms';
import type { ImageFacts } from '../../images';

/** Languages whose images come in lean variants. */
const LANGUAGES = ['python', 'node', 'golang', 'ruby'];
const SYSTEMS = ['debian', 'ubuntu', 'alpine'];

/** An image with nothing but a system and a language. */
function isLean({ entry = '', family, os, toolchain }: ImageFacts): boolean {
  if (SYSTEMS.includes(entry)) return true;
  if (LANGUAGES.includes(entry))
    return os === 'alpine' || family === 'slim' || family === 'alpine';
  return entry === 'uv' && toolchain === false;
}

/** Built on buildpack-deps. */
function isBuildpack({ entry = '', os, toolchain }: ImageFacts): boolean {
  return (
    toolchain === true &&
    os !== 'alpine' &&
    [...LANGUAGES, 'rust', 'gcc', 'uv'].includes(entry)
  );
}

/** Older variants of the images had other programs. A tag that is still built, and leaves the release open, has the newest. */
function isRecent({ os, osRelease, floats, maintained }: ImageFacts): boolean {
  return (
    os === 'alpine' ||
    Number.parseInt(osRelease ?? '', 10) >= 11 ||
    (osRelease === undefined && floats.release && maintained === true)
  );
}

/** Images of Ubuntu before 16.04 came with sudo. */
function isOldUbuntu({ os, osRelease }: ImageFacts): boolean {
  return os === 'ubuntu' && !(Number.parseFloat(osRelease ?? '') >= 16);
}

/** apt needed it: Debian before 9 and Ubuntu before 17.10 (their release notes; `apt-key` without it since apt 1.4). */
function hadGnuPg({ os, osRelease = '' }: ImageFacts): boolean {
  const release = Number.parseFloat(osRelease);
  return (
    (os === 'debian' && release < 9) || (os === 'ubuntu' && release < 17.1)
  );
}

/** Whether a base image has a program; undefined where its programs are not known. */
export function baseHasProgram(
  facts: ImageFacts | undefined,
  name: string,
): boolean | undefined {
  if (!facts || facts.family === 'unknown') return undefined;
  if (LANGUAGE_PROGRAMS[facts.entry ?? '']?.includes(name)) return true;
  if (name === 'sudo' && isOldUbuntu(facts)) return undefined;
  if (name === 'gpg' && hadGnuPg(facts)) return true;
  const isBusyBox = facts.os === 'alpine';
  if (isBusyBox && (name === 'wget' || name === 'unzip')) return true;
  if (name === 'bash' && !isBusyBox) return true;
  if (isBuildpack(facts)) return BUILDPACK_PROGRAMS.has(name);
  return isLean(facts) && isRecent(facts) ? false : undefined;
}
