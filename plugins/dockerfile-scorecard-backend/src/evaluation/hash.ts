import { createHash } from 'node:crypto';

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same for the same data, whatever the order of the keys. */
export function hashJson(data: unknown): string {
  return hashText(canonicalJson(data));
}

export function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}
