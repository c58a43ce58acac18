/** Makes the folders that the portal writes to. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../run';

/** Every file below a folder, by its path, with its text. */
function stateOf(folder: string): string {
  const hash = createHash('sha256');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths)
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** A copy of the sample organisation, which people may change in the portal. It is made anew when the original has changed. */
function copyExamples(data: string): void {
  const original = join(root, 'examples');
  const copy = join(data, 'examples');
  const mark = join(data, 'examples.sha256');
  const state = stateOf(original);
  if (
    existsSync(copy) &&
    existsSync(mark) &&
    readFileSync(mark, 'utf8') === state
  )
    return;
  rmSync(copy, { recursive: true, force: true });
  cpSync(original, copy, { recursive: true });
  writeFileSync(mark, state);
}

export function prepareData(data: string): void {
  for (const folder of ['database', 'repositories', 'scaffolder', 'techdocs'])
    mkdirSync(join(data, folder), { recursive: true });
  copyExamples(data);

  // one location for all services that the template writes; none is there at first
  const location = join(data, 'repositories/catalog-info.yaml');
  if (existsSync(location)) return;
  writeFileSync(
    location,
    `apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: new-services
  description: Services that the template wrote to this folder
spec:
  type: file
  presence: optional
  targets:
    - ./*/catalog-info.yaml
`,
  );
}
