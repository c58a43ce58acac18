/** A stock Backstage app, created and wired as a new user does it. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run';
import { publishedPackages } from '../packages/workspace';
import type { Programs } from './programs';

const FRONTEND = 'backstage-plugin-dockerfile-scorecard';
const BACKEND = 'backstage-plugin-dockerfile-scorecard-backend';
const SCAFFOLDER =
  'backstage-plugin-scaffolder-backend-module-dockerfile-scorecard';
/** The folder of the app for the old frontend system, beside that for the new one. */
export const LEGACY_APP = 'app-legacy';

/** Which versions of Backstage's packages the app gets. */
export type Release = 'created' | 'newest';

interface AppManifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  resolutions?: Record<string, string>;
}

function editManifest(folder: string, edit: (manifest: AppManifest) => void) {
  const path = join(folder, 'package.json');
  const manifest: AppManifest = JSON.parse(readFileSync(path, 'utf8'));
  edit(manifest);
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Replaces the first place that matches. */
function editFile(path: string, ...edits: [RegExp, string][]): void {
  let text = readFileSync(path, 'utf8');
  for (const [place, replacement] of edits) {
    if (!place.test(text))
      throw new Error(`${path} has no ${place} any more: look at create-app.`);
    text = text.replace(place, replacement);
  }
  writeFileSync(path, text);
}

/** Creates the app for the new frontend system, with the one for the old system as a package beside it. */
export function createApp(folder: string, programs: Programs): string {
  for (const [name, ...flags] of [['portal'], ['legacy', '--legacy']]) {
    if (existsSync(join(folder, name))) continue;
    programs.run(
      folder,
      'sh',
      '-c',
      `echo ${name} | npx --yes @backstage/create-app@latest --path ${name} --skip-install ${flags}`,
    );
  }
  const app = join(folder, 'portal');
  const legacy = join(app, 'packages', LEGACY_APP);
  cpSync(join(folder, 'legacy/packages/app'), legacy, { recursive: true });
  editManifest(legacy, manifest => {
    manifest.name = LEGACY_APP;
  });
  return app;
}

/** Days between the release of create-app and the day from which newer packages are left out. */
const DAYS_OF_A_RELEASE = 30;

/** create-app pins its release with a yarn.lock from GitHub; without GitHub, the age of the packages does it. */
export function pinRelease(
  app: string,
  release: Release,
  programs: Programs,
): void {
  editManifest(app, manifest => {
    manifest.resolutions = {
      ...manifest.resolutions,
      // brings its binaries in the tarball, where 12 fetches them from GitHub; 12 ends Node 24.19 and newer with an assertion
      'better-sqlite3': '^13.0.0',
    };
    if (release === 'created')
      // 4.9.2 was published with a patch that is not in it, so that nothing that needs it can be installed
      manifest.resolutions['@yarnpkg/core'] = '4.9.1';
  });
  if (release === 'created') {
    const published = JSON.parse(
      programs.run(app, 'npm', 'view', '@backstage/create-app', '--json'),
    );
    const created = Date.parse(published.time[published.version]);
    const days = Math.floor((Date.now() - created) / 86_400_000);
    editFile(
      join(app, '.yarnrc.yml'),
      [
        /npmMinimalAgeGate: .*/,
        `npmMinimalAgeGate: ${Math.max(0, days - DAYS_OF_A_RELEASE)}d`,
      ],
      [/npmPreapprovedPackages:\n(?: {2}- .*\n)+/, ''],
    );
    return;
  }
  const newest = new Map<string, string>();
  for (const part of [
    '.',
    'packages/app',
    `packages/${LEGACY_APP}`,
    'packages/backend',
  ])
    editManifest(join(app, part), manifest => {
      for (const group of [manifest.dependencies, manifest.devDependencies])
        for (const name of Object.keys(group ?? {})) {
          if (!name.startsWith('@backstage/')) continue;
          if (!newest.has(name))
            newest.set(
              name,
              programs.run(app, 'npm', 'view', name, 'version').trim(),
            );
          group![name] = `^${newest.get(name)}`;
        }
    });
}

/** Version of a package as it is installed in the app. */
export function installedVersion(app: string, name: string): string {
  const path = join(app, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(path, 'utf8')).version;
}

/** The steps of the READMEs: the packages, here from the tarballs of dist-packages, and the lines of code. */
export function addScorecard(app: string): void {
  editManifest(app, manifest => {
    for (const { manifest: ours } of publishedPackages()) {
      const tarball = `${ours.name}-${ours.version}.tgz`;
      const path = join(root, 'dist-packages', tarball);
      if (!existsSync(path))
        throw new Error(`${path} is missing. Run \`deno task pack\` first.`);
      manifest.resolutions = {
        ...manifest.resolutions,
        [ours.name]: `file:${path}`,
      };
    }
  });
  const add = (part: string, ...names: string[]) =>
    editManifest(join(app, 'packages', part), manifest => {
      for (const name of names)
        manifest.dependencies = { ...manifest.dependencies, [name]: '*' };
    });
  add('backend', BACKEND, SCAFFOLDER);
  add('app', FRONTEND);
  add(LEGACY_APP, FRONTEND, '@backstage/plugin-scaffolder-react');
  editFile(join(app, 'packages/backend/src/index.ts'), [
    /backend\.start\(\);/,
    `backend.add(import('${BACKEND}'));
backend.add(import('${SCAFFOLDER}'));

backend.start();`,
  ]);
  const legacy = join(app, 'packages', LEGACY_APP, 'src');
  editFile(
    join(legacy, 'App.tsx'),
    [
      /^/,
      `import {
  DockerfilePreviewFieldExtension,
  DockerfileScorecardPage,
  ServiceNameFieldExtension,
} from '${FRONTEND}/legacy';
import { ScaffolderFieldExtensions } from '@backstage/plugin-scaffolder-react';
`,
    ],
    [
      /<Route path="\/create" element={<ScaffolderPage \/>} \/>/,
      `<Route path="/dockerfile-scorecard" element={<DockerfileScorecardPage />} />
    <Route path="/create" element={<ScaffolderPage />}>
      <ScaffolderFieldExtensions>
        <DockerfilePreviewFieldExtension />
        <ServiceNameFieldExtension />
      </ScaffolderFieldExtensions>
    </Route>`,
    ],
  );
  editFile(
    join(legacy, 'components/catalog/EntityPage.tsx'),
    [
      /^/,
      `import {
  EntityDockerfileScorecardCard,
  EntityDockerfileScorecardContent,
} from '${FRONTEND}/legacy';
`,
    ],
    [
      /<EntityAboutCard \/>\n {4}<\/Grid>/,
      `<EntityAboutCard />
    </Grid>
    <Grid item md={6}>
      <EntityDockerfileScorecardCard />
    </Grid>`,
    ],
    [
      /<EntityLayout\.Route path="\/ci-cd" title="CI\/CD">/,
      `<EntityLayout.Route path="/dockerfile" title="Dockerfile">
      <EntityDockerfileScorecardContent />
    </EntityLayout.Route>

    <EntityLayout.Route path="/ci-cd" title="CI/CD">`,
    ],
  );
  editFile(
    join(legacy, 'components/Root/Root.tsx'),
    [
      /^/,
      `import AssignmentTurnedInIcon from '@material-ui/icons/AssignmentTurnedIn';
`,
    ],
    [
      /<SidebarItem icon={CreateComponentIcon}/,
      `<SidebarItem
          icon={AssignmentTurnedInIcon}
          to="dockerfile-scorecard"
          text="Dockerfiles"
        />
        <SidebarItem icon={CreateComponentIcon}`,
    ],
  );
}

/** Settings that the test needs beside those of the app: its own ports, the host on loopback and what to read there. */
export function writeConfig(
  app: string,
  { port, host, entities }: { port: number; host: string; entities: string[] },
): void {
  const url = `http://localhost:${port}`;
  writeFileSync(
    join(app, 'app-config.local.yaml'),
    `app:
  baseUrl: ${url}
backend:
  baseUrl: ${url}
  listen: { host: 127.0.0.1, port: ${port} }
  cors: { origin: ${url} }
integrations:
  github:
    - host: ${host}
      apiBaseUrl: http://${host}/api/v3
      token: unused
catalog:
  locations:
${entities.map(target => `    - { type: url, target: '${target}' }`).join('\n')}
`,
  );
}
