/**
 * Versions of gunicorn, the newest first, with the oldest Python that each runs on. Source: `requires_python` and upload times of
 * pypi.org/pypi/gunicorn/json, read on 2026-11-26; taken are versions that had been out for two weeks.
 */
export const GUNICORN_VERSIONS: readonly {
  version: string;
  python: string;
}[] = [
  { version: '26.2.0', python: '3.10' },
  { version: '23.0.0', python: '3.7' },
];
