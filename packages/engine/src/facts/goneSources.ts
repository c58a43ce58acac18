/** A place that builds took things from, and that no longer answers. */
export interface GoneSource {
  /** As it stands in an address. */
  pattern: RegExp;
  /** For a message. */
  name: string;
  /** Since when it is gone (ISO). */
  since: string;
  instead: string;
  /** What can be written in its place, and the part of an address that it replaces. */
  successor?: { replaces: RegExp; text: string };
}

/**
 * Named from knowledge of these announcements, which no registry carries: the notice of sks-keyservers.net's operator (2021-06-21);
 * jfrog.com, "Into the Sunset on May 1st: Bintray"; github.blog, "Improving Git protocol security on GitHub" (final step 2022-03-15);
 * docs.docker.com, the end of apt.dockerproject.org (2020-03-31).
 */
export const GONE_SOURCES: readonly GoneSource[] = [
  {
    pattern: /\bsks-keyservers\.net\b/,
    name: 'the key server sks-keyservers.net',
    since: '2021-06-21',
    instead: 'Use `keyserver.ubuntu.com`.',
    successor: {
      replaces: /(?<![\w.-])[\w.-]*\bsks-keyservers\.net\b/g,
      text: 'keyserver.ubuntu.com',
    },
  },
  {
    pattern: /\b(?:dl|jcenter|api)\.bintray\.com\b/,
    name: 'Bintray',
    since: '2021-05-01',
    instead: 'Find where the project publishes now.',
  },
  {
    pattern: /\bgit:\/\/github\.com\b/,
    name: 'the unencrypted Git protocol of GitHub',
    since: '2022-03-15',
    instead: 'Write `https://github.com/…`.',
    successor: {
      replaces: /\bgit:\/\/github\.com\b/g,
      text: 'https://github.com',
    },
  },
  {
    pattern: /\bapt\.dockerproject\.org\b/,
    name: 'apt.dockerproject.org',
    since: '2020-03-31',
    instead: 'Use `download.docker.com`.',
  },
];

/** What of a text names a source that was gone on a day. */
export function goneSourceIn(
  text: string,
  today: string,
): GoneSource | undefined {
  return GONE_SOURCES.find(
    ({ pattern, since }) => since <= today && pattern.test(text),
  );
}
