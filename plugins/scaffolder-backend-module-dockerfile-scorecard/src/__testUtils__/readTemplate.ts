import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A template as the catalog has it: with the files that `$yaml` and `$text` name in their places. */
export function readTemplate(folder: string) {
  return inPlace(parse(read('template.yaml')));

  function read(path: string): string {
    return readFileSync(join(folder, path), 'utf8');
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  function inPlace(node: any): any {
    if (Array.isArray(node)) return node.map(inPlace);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    if (entries.length === 1) {
      const [[key, value]] = entries;
      if (key === '$text') return read(String(value));
      if (key === '$yaml') return parse(read(String(value)));
    }
    return Object.fromEntries(
      entries.map(([key, value]) => [key, inPlace(value)]),
    );
  }
}
