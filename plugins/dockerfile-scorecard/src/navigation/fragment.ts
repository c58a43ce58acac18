/** A text in the fragment of an address: it is never sent to a server. */
export function toFragment(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The text of a fragment; undefined when it holds none. */
export function fromFragment(fragment: string): string | undefined {
  const encoded = fragment
    .replace(/^#/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (!encoded) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), one => one.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
