/** A reference as people write it: without the registry and the folder of the official images. */
export function imageName(reference: string): string {
  return reference
    .replace(/^docker\.io\/library\//, '')
    .replace(/^docker\.io\//, '');
}
