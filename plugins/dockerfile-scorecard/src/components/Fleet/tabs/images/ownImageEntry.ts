/** Names of public images that own images are often made of, with a tag that the engine knows. */
const PUBLIC: Record<string, string> = {
  python: '3.14-slim-trixie',
  node: '24-trixie-slim',
  golang: '1.26-trixie',
  debian: '13-slim',
  ubuntu: '26.04',
  alpine: '3.24',
};

function resembling(name: string): string {
  const known = Object.keys(PUBLIC).find(one => name.includes(one)) ?? 'debian';
  return `${known}:${PUBLIC[known]}`;
}

/** The lines of `app-config.yaml` that describe an own image; what it is like has to be checked by who knows it. */
export function ownImageEntry(image: string): string {
  const [name] = image.split('@');
  return [
    'dockerfileScorecard:',
    '  policy:',
    '    ownImages:',
    `      '${name.replaceAll("'", "''")}':`,
    '        # replace it with the public image that yours is built from',
    `        like: ${resembling(name.slice(name.lastIndexOf('/') + 1))}`,
    '',
  ].join('\n');
}
