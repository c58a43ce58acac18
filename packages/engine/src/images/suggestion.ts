import { baseImagesData } from './data';
import type { ImageFacts } from './types';

/** Newest version of each major that a tag can leave open; the first is what `latest` means. */
const NEWEST: Readonly<Record<string, readonly (readonly string[])[]>> = {
  python: [
    ['3', '3.14'],
    ['2', '2.7'],
  ],
  node: [['', '24']],
  golang: [['1', '1.27']],
  ruby: [
    ['3', '3.4'],
    ['2', '2.7'],
  ],
  php: [
    ['8', '8.4'],
    ['7', '7.4'],
    ['5', '5.6'],
  ],
  'eclipse-temurin': [['', '25']],
};

/** Part of a tag behind the version: `3-slim-bookworm` → `slim-bookworm`. */
function flavourOf(tag: string | undefined): string {
  return (tag ?? '')
    .replace(/^(?:latest|lts|current|stable)(?=-|$)/, '')
    .replace(/^\d+(?=-|$)/, '')
    .replace(/^-/, '');
}

/** The same flavour on the newest release, as the images of a language spell it. */
function withRelease(flavour: string): string[] {
  if (flavour === '') return ['trixie'];
  if (flavour === 'slim') return ['slim-trixie', 'trixie-slim'];
  return flavour === 'alpine' ? ['alpine3.24'] : [];
}

function languageTag({
  reference,
  entry = '',
}: ImageFacts): string | undefined {
  const majors = NEWEST[entry];
  if (!majors) return undefined;
  const written = reference.tag?.match(/^\d+/)?.[0];
  const version =
    // Node.js has its newest release beside the long-term one
    entry === 'node' && reference.tag?.startsWith('current')
      ? '26'
      : (majors.find(([major]) => major === written) ?? majors[0])[1];
  const flavour = flavourOf(reference.tag);
  const plain = flavour ? `${version}-${flavour}` : version;
  const current = baseImagesData.tags[entry]?.current ?? [];
  const precise = withRelease(flavour).map(full => `${version}-${full}`);
  return precise.find(tag => current.includes(tag)) ?? plain;
}

/** Operating systems whose releases are named by their code name. */
function operatingSystemTag({
  reference,
  entry = '',
  codename,
  osRelease,
}: ImageFacts): string | undefined {
  if (entry === 'debian') {
    const slim = /-slim$/.test(reference.tag ?? '') ? '-slim' : '';
    return `${codename ?? 'trixie'}${slim}`;
  }
  if (entry === 'ubuntu') return osRelease ?? '26.04';
  if (entry === 'alpine') return osRelease ?? '3.24';
  return ['fedora', 'amazonlinux'].includes(entry) ? osRelease : undefined;
}

/**
 * A precise reference of the same flavour as a floating one: `python:3-alpine` → `python:3.14-alpine3.24`.
 *
 * @returns undefined where no version is known
 */
export function preciseReference(facts: ImageFacts): string | undefined {
  const tag = languageTag(facts) ?? operatingSystemTag(facts);
  if (tag === undefined) return undefined;
  const { text, tag: written } = facts.reference;
  const name =
    written === undefined ? text : text.slice(0, -(written.length + 1));
  return `${name}:${tag}`;
}

/**
 * The slim variant of a full one: `python:3.14-trixie` → `python:3.14-slim-trixie`, `node:24` → `node:24-slim`.
 *
 * @returns undefined where the tag says more than version and release
 */
export function slimReference({
  reference: { text, tag },
  entry,
  codename,
}: ImageFacts): string | undefined {
  if (text.includes('@')) return undefined;
  if (tag === undefined || tag === 'latest')
    return `${tag === undefined ? text : text.slice(0, -7)}:slim`;
  if (/^(?:\d+(?:\.\d+)*|lts|current)$/.test(tag)) return `${text}-slim`;
  const [, version, release] = tag.match(/^([\d.]+)-([a-z]+)$/) ?? [];
  if (release === undefined || release !== codename) return undefined;
  const variant = entry === 'node' ? `${release}-slim` : `slim-${release}`;
  return `${text.slice(0, -tag.length)}${version}-${variant}`;
}
