import { baseName } from '../../contents/paths';
import type { Launch } from '../../questions/start/launch';
import { isPythonScriptName } from '../../questions/targetImage';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { isPythonProgram } from '../../questions/python/crossings';
import { launchText } from '../python/words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** Why a launch is a development server, and what to use; undefined when it is none. */
function developmentServer({
  program,
  args,
}: Launch): { what: string; instead: string } | undefined {
  let name = baseName(program);
  let rest = args;
  if (isPythonProgram(name)) {
    if (rest[0] === '-m') {
      name = rest[1] ?? '';
      rest = rest.slice(2);
    } else if (
      /manage\.py$/.test(rest.find(word => !word.startsWith('-')) ?? '')
    ) {
      name = 'manage.py';
      rest = rest.slice(rest.findIndex(word => /manage\.py$/.test(word)) + 1);
    }
  }
  const has = (...words: string[]) => words.some(word => rest.includes(word));
  if (name === 'flask' && has('run'))
    return {
      what: "Flask's development server",
      instead: 'gunicorn or another WSGI server',
    };
  if (name === 'quart' && has('run'))
    return {
      what: "Quart's development server",
      instead: 'hypercorn or another ASGI server',
    };
  if (
    (name === 'manage.py' ||
      name === 'django-admin' ||
      program.endsWith('manage.py')) &&
    has('runserver', 'runserver_plus')
  )
    return {
      what: "Django's development server",
      instead: 'gunicorn or uvicorn',
    };
  if (name === 'fastapi' && rest[0] === 'dev')
    return {
      what: 'the development mode of FastAPI',
      instead: '`fastapi run` or uvicorn',
    };
  if (
    /^(?:uvicorn|gunicorn|hypercorn|granian|litestar|sanic)$/.test(name) &&
    has('--reload', '--dev', '--debug')
  )
    return {
      what: `${name} with reloading`,
      instead: `${name} without --reload`,
    };
  if (name === 'http.server' || name === 'SimpleHTTPServer')
    return {
      what: "Python's simple file server",
      instead: 'nginx or another web server',
    };
  if (
    /^(?:npm|yarn|pnpm)$/.test(name) &&
    /^(?:dev|start:dev|develop|serve)$/.test(
      rest.find(word => word !== 'run' && !word.startsWith('-')) ?? '',
    )
  )
    return {
      what: 'a development server',
      instead: 'the built files or a production server',
    };
  if (
    /^(?:nodemon|ts-node-dev|vite|webpack-dev-server|next|ng|react-scripts|nuxt)$/.test(
      name,
    )
  ) {
    const production =
      (name === 'next' && has('start')) ||
      (name === 'nuxt' && has('start')) ||
      (name === 'vite' && has('preview'));
    return production
      ? undefined
      : {
          what: 'a development server',
          instead: 'the built files or a production server',
        };
  }
  if (name === 'php' && has('-S'))
    return { what: "PHP's built-in server", instead: 'php-fpm or Apache' };
  if (name === 'rails' && has('server', 's') && has('development'))
    return {
      what: 'Rails in development',
      instead: 'puma with RAILS_ENV=production',
    };
  return undefined;
}

/** Programs of other languages than Python that run development servers or may stand for one. */
const TOOLS =
  /^(?:npm|npx|yarn|pnpm|bun|deno|nodemon|ts-node-dev|vite|webpack-dev-server|next|ng|react-scripts|nuxt|php|rails|bundle)$/;

/** Only what a framework starts may be its development server; a compiled program or a plain `node server.js` is none. */
function mayBeFramework(
  { isPython }: Pick<Build, 'isPython'>,
  { program, args }: Launch,
): boolean {
  const name = baseName(program);
  return (
    isPython ||
    isPythonProgram(name) ||
    isPythonScriptName(name) ||
    name.endsWith('.py') ||
    TOOLS.test(name) ||
    args.some(word => TOOLS.test(baseName(word)))
  );
}

export const devServer = defineRule({
  id: 'dev-server',
  title: 'A development server runs in production',
  passing: 'A production server runs',
  category: 'operability',
  severity: 'high',
  level: 'gold',
  settles: 'start',
  weight: 5,
  aliases: [],
  docs: {
    what: 'Finds start commands that run the development server of a framework.',
    why: 'They serve one request at a time, reload on changes, show stack traces or a debugger to whoever asks, and their authors say not to use them in production.',
    example: 'CMD ["flask", "run", "--host=0.0.0.0"]',
    instead: 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const { launches, startup } = target;
    if (launches.length === 0)
      return startup.unknown
        ? unknown(`${startup.unknown}.`)
        : notApplicable('No program is started.');
    if (
      !startup.unknown &&
      !launches.some(launch => mayBeFramework(build, launch))
    )
      return notApplicable('What starts has no development server.');
    const findings: Draft[] = [];
    for (const launch of launches) {
      const server = developmentServer(launch);
      if (!server) continue;
      findings.push({
        message: `\`${launchText(launch)}\` starts ${server.what}. Use ${
          server.instead
        }.`,
        range: launch.range,
      });
    }
    const flaskEnvironment = target.variable('FLASK_DEBUG');
    if (
      flaskEnvironment?.known &&
      flaskEnvironment.value === '1' &&
      findings.length === 0 &&
      launches.some(({ program }) => baseName(program) === 'flask')
    ) {
      findings.push({
        message:
          'FLASK_DEBUG=1 switches the debugger on in the final image. Leave it out.',
        range: launches[0].range,
      });
    }
    return failWith(findings);
  },
});
