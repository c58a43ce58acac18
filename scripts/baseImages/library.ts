/** Reads the `library/<image>` files of docker-library/official-images. */

export interface LibraryBlock {
  tags: string[];
}

/** Blocks of a library file; each lists the tags of one image. */
export function parseLibrary(text: string): LibraryBlock[] {
  return text.split(/\n\s*\n/).flatMap(block => {
    const unfolded = block.replace(/\n[ \t]+/g, ' ');
    const tags = unfolded.match(/^(?:Shared)?Tags:\s*(.+)$/gm) ?? [];
    const names = tags.flatMap(line =>
      line
        .replace(/^\w+:\s*/, '')
        .split(',')
        .map(tag => tag.trim()),
    );
    return names.length > 0 ? [{ tags: names.filter(Boolean) }] : [];
  });
}

/** Tags with a patch number are left out: they are frozen as soon as a newer patch is out. */
export function isKept(tag: string): boolean {
  return (
    !/^\d+\.\d+\.\d+/.test(tag) && !/windowsservercore|nanoserver/.test(tag)
  );
}

/** Suite of a block, by the tag that names it, e.g. `trixie` or `alpine3.24`. */
export function suiteOf({ tags }: LibraryBlock): string | undefined {
  for (const tag of tags) {
    const suite = tag.match(
      /(?:^|-)(trixie|bookworm|bullseye|forky|alpine\d+\.\d+)$/,
    )?.[1];
    if (suite) return suite;
  }
  return undefined;
}

/** Tags that move from suite to suite because they name none. */
export function floatingTags({ tags }: LibraryBlock): string[] {
  return tags.filter(
    tag =>
      isKept(tag) && !/(?:trixie|bookworm|bullseye|forky|alpine\d)/.test(tag),
  );
}
