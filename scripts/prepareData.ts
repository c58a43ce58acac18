/** Makes the folders that the portal writes to. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '..');
const data = resolve(
  root,
  'packages/backend',
  process.env.PORTAL_DATA ?? '../../data',
);
for (const folder of ['database', 'repositories', 'scaffolder', 'techdocs']) {
  mkdirSync(join(data, folder), { recursive: true });
}

// one location for all services that the template writes; none is there at first
const location = join(data, 'repositories/catalog-info.yaml');
if (!existsSync(location)) {
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
