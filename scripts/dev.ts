/** Starts frontend and backend with hot reload: of the portal, or of the plugins alone. */
import { join } from 'node:path';
import { backstageCli, root, together } from './run';
import { portalPlace } from './start/checks';
import { prepareData } from './start/prepareData';

const FRONTEND = 'http://localhost:3000';
const { data } = portalPlace();
const BACKEND_FLAGS = [
  'run',
  '--watch',
  '--no-prompt',
  '--allow-env',
  '--allow-sys',
  '--allow-ffi',
  '--allow-net',
  '--allow-read',
  `--allow-write=${data},/tmp`,
];

const what = process.argv[2];
if (what === 'portal') {
  prepareData(data);
  console.log(
    `The frontend comes up on ${FRONTEND} and reloads with every change.`,
  );
  await together([
    {
      name: 'backend',
      args: [
        ...BACKEND_FLAGS,
        'src/index.ts',
        '--config',
        '../../app-config.yaml',
      ],
      cwd: join(root, 'packages/backend'),
      env: { NODE_ENV: 'development', PORTAL_DATA: data },
    },
    {
      name: 'frontend',
      args: backstageCli(
        'package',
        'start',
        '--config',
        join(root, 'app-config.yaml'),
        '--config',
        join(root, 'packages/app/app-config.dev.yaml'),
      ),
      cwd: join(root, 'packages/app'),
    },
  ]);
} else if (what === 'plugin') {
  console.log(
    `The frontend plugin comes up on ${FRONTEND}/dockerfile-scorecard with sample data, the backend plugin on http://localhost:7007/api/dockerfile-scorecard.`,
  );
  await together([
    {
      name: 'backend',
      args: [...BACKEND_FLAGS, 'dev/index.ts'],
      cwd: join(root, 'plugins/dockerfile-scorecard-backend'),
      env: { NODE_ENV: 'development' },
    },
    {
      name: 'frontend',
      args: backstageCli('package', 'start', '--config', 'dev/app-config.yaml'),
      cwd: join(root, 'plugins/dockerfile-scorecard'),
    },
  ]);
} else {
  console.error('Say what to run: `deno task dev` or `deno task dev:plugin`.');
  process.exit(2);
}
