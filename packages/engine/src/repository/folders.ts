/** Folders that checkouts, installers and virtual environments make: never listed, so what they hold is unknown. */
const UNLISTED: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
]);

/**
 * Whether a folder is left out when the files of a repository are listed. Every reader has to leave out the same, so that the same
 * repository gets the same verdict in the portal, on the command line and in the scaffolder.
 *
 * @param name - last part of its path
 * @public
 */
export function isUnlistedFolder(name: string): boolean {
  return UNLISTED.has(name);
}

/** Whether a path lies in a folder that is never listed. @public */
export function isUnlisted(path: string): boolean {
  return path.split('/').slice(0, -1).some(isUnlistedFolder);
}

/** Globs of the folders whose Dockerfiles do not make what a service ships. @public */
export const SET_ASIDE: readonly string[] = [
  '**/{node_modules,bower_components,vendor,third_party,third-party,external,site-packages}/**',
  '**/{.git,.venv,venv,.tox,.terraform}/**',
  '**/{test,tests,__tests__,testdata,test-data,fixtures,__fixtures__,e2e,e2e-tests,spec,specs}/**',
  '**/{example,examples,sample,samples,demo,demos}/**',
];

const SET_ASIDE_NAMES: ReadonlySet<string> = new Set(
  SET_ASIDE.flatMap(glob => glob.match(/\{(.*)\}/)?.[1].split(',') ?? []),
);

/** Whether a path lies in one of the folders of `SET_ASIDE`. @public */
export function isSetAside(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some(part => SET_ASIDE_NAMES.has(part));
}

/** What a folder holds. */
export interface FolderEntry {
  name: string;
  kind: 'file' | 'folder' | 'other';
}

/**
 * The files below a folder, sorted, with forward slashes; undefined when there are more than `most`. Links are not followed.
 *
 * @param read - lists one folder, given relative to the first one (empty for itself)
 * @public
 */
export async function listRepository(
  read: (folder: string) => Promise<readonly FolderEntry[]>,
  most = Number.POSITIVE_INFINITY,
): Promise<string[] | undefined> {
  const files: string[] = [];
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const { name, kind } of await read(at)) {
      const path = at === '' ? name : `${at}/${name}`;
      if (kind === 'folder' && !isUnlistedFolder(name)) pending.push(path);
      else if (kind === 'file') files.push(path);
      if (files.length > most) return undefined;
    }
  }
  return files.sort();
}
