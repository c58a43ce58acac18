import { joinPath } from '../../contents/paths';
import { textAt } from '../../contents/python/manifests';
import { slimBase, notesOf } from './final';
import { ownerOption, sourceFolder, splitSteps, writeStages } from './split';
import type { RuntimePackages } from './systemPackages';
import { refuse, type Plan } from './types';
import type { Service } from './service';

/** Variables that only installers read. */
const INSTALLER_VARIABLE =
  /^(?:npm_config_|NPM_CONFIG_|YARN_|PNPM_HOME|COREPACK_)/i;

/** Removes what only the build needs, by the tool that installed it. */
const PRUNE: Readonly<Record<string, string | undefined>> = {
  npm: 'npm prune --omit=dev',
  pnpm: 'pnpm prune --prod',
  yarn: 'yarn install --production --frozen-lockfile --ignore-scripts --prefer-offline',
};

/** Tools that belong to the development dependencies. */
const DEVELOPMENT =
  /(?:^|[\s/])(?:nodemon|ts-node|ts-node-dev|tsx|vite|webpack|webpack-dev-server|react-scripts|ng|concurrently|jest)(?:\s|$)|\bnext dev\b|\bnuxt dev\b|\brun (?:dev|watch|develop|serve)\b|\byarn (?:dev|watch)\b/;

/** What starts, with the script of the manifest that it names. */
function startOf(
  { target, state }: Service,
  folder: string,
): {
  text: string;
  isSeen: boolean;
} {
  const [launch] = target.launches;
  if (!launch) return refuse('What the container starts is not known.');
  const words = [launch.program, ...launch.args];
  const text = words.join(' ');
  const [, script] =
    text.match(
      /^(?:npm|yarn|pnpm)(?: (?:--\S+))* (?:run(?:-script)? )?(\w[\w:-]*)/,
    ) ?? [];
  if (script === undefined) return { text, isSeen: true };
  const manifest = textAt(state, joinPath(folder, 'package.json'));
  const command = manifest && scriptIn(manifest, script);
  return { text: `${text} ${command ?? ''}`, isSeen: command !== undefined };
}

/** A script of a package.json. */
function scriptIn(manifest: string, name: string): string | undefined {
  try {
    const { scripts } = JSON.parse(manifest) as {
      scripts?: Record<string, unknown>;
    };
    const command = scripts?.[name];
    return typeof command === 'string' ? command : undefined;
  } catch {
    return undefined;
  }
}

/** The tool that installs, and whether it brings development dependencies. */
function installerOf({ state, steps }: Service): {
  name: string;
  brings: boolean;
} {
  const modules = state.fs.entries.filter(
    ({ content, made }) =>
      content.kind === 'node-modules' && made.stage === state.stage,
  );
  if (modules.length === 0)
    refuse('The final stage installs no packages of Node.js.');
  const name = steps
    .flatMap(({ calls }) => calls)
    .map(call => call.name)
    .find(tool => /^(?:npm|yarn|pnpm|bun)$/.test(tool));
  return {
    name: name ?? 'npm',
    brings: modules.some(
      ({ content }) =>
        content.kind === 'node-modules' && content.development !== 'no',
    ),
  };
}

/** Beside a compiler, Python is there for node-gyp, which compiles native modules with it. */
function withoutCompiler(packages: RuntimePackages): RuntimePackages {
  const isForCompiler = (name: string) => /^python3?$/.test(name);
  if (packages.left.length === 0) return packages;
  return {
    ...packages,
    names: packages.names.filter(name => !isForCompiler(name)),
    left: [...packages.names.filter(isForCompiler), ...packages.left],
  };
}

/** Splits a service in JavaScript: the build stage installs and builds, the image gets the result without development dependencies. */
export function planNode(service: Service): Plan {
  const folder =
    sourceFolder(service) ??
    refuse('The service is in the root of the image. Set a WORKDIR.');
  const installer = installerOf(service);
  const start = startOf(service, folder);
  if (DEVELOPMENT.test(start.text))
    refuse(
      `The container starts a development tool: ${start.text.trim()}. Start the built service instead.`,
    );
  const split = splitSteps(service, name => INSTALLER_VARIABLE.test(name));
  const prune = PRUNE[installer.name];
  if (installer.brings && prune === undefined)
    refuse(
      `How \`${installer.name}\` removes development dependencies is not known.`,
    );
  const packages = withoutCompiler(split.packages);
  const stages = writeStages(service, split, {
    afterBuild: installer.brings ? [`RUN ${prune}`] : [],
    bring: [
      `COPY --from=${service.builder} ${ownerOption(
        service,
        split.roles,
      )}${folder} ${folder}`,
    ],
    names: packages.names,
  });
  return {
    language: 'node',
    builderBase: service.base,
    finalBase: slimBase(service),
    ...stages,
    notes: [
      ...notesOf(packages),
      ...(start.isSeen
        ? []
        : [
            `Check that \`${start.text.trim()}\` starts without development dependencies.`,
          ]),
    ],
  };
}
