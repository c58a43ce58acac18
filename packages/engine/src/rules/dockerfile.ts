/** A Dockerfile as it is written: the first line break and the last one are left out. */
export function dockerfile(strings: TemplateStringsArray): string {
  return strings.raw[0].replace(/^\n/, '').replace(/\n\s*$/, '');
}
