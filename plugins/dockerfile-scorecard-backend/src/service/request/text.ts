import { InputError } from '@backstage/errors';
import type { CompoundEntityRef } from '@backstage/catalog-model';

/** Longer texts of a request find nothing, but cost time. */
const LONGEST_TEXT = 1000;

/** @throws InputError for text that no database takes, or that is far too long */
export function checkText(name: string, text: string): string {
  if (text.includes('\0')) {
    throw new InputError(`${name} has a NUL character`);
  }
  if (text.length > LONGEST_TEXT) {
    throw new InputError(`${name} is longer than ${LONGEST_TEXT} characters`);
  }
  return text;
}

/** The service of a path. */
export function parseServiceRef(params: CompoundEntityRef): CompoundEntityRef {
  return {
    kind: checkText('kind', params.kind),
    namespace: checkText('namespace', params.namespace),
    name: checkText('name', params.name),
  };
}
