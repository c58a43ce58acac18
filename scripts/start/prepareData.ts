/** Makes the folders that the portal writes to. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function prepareData(data: string): void {
  for (const folder of ['database', 'repositories', 'scaffolder', 'techdocs'])
    mkdirSync(join(data, folder), { recursive: true });

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
