import type { BuildGraph, Stage } from '../graph';
import type { ImageFacts } from '../images';
import type { Resolved } from '../shell';
import { readStartup, type Launch, type Startup } from './start/launch';
import { once } from '../contents/once';
import {
  baseName,
  directoryOf,
  isWithin,
  normalise,
  resolvePath,
} from '../contents/paths';
import { lookUpPython, type PythonLookup } from '../contents/python/lookup';
import { installsOnlyTools } from '../contents/python/requirements';
import { isRoot, StageState } from '../contents/stageState';
import type {
  Entry,
  Install,
  Presence,
  PythonEnvironment,
  Taint,
} from '../contents/types';

/** How far an install got. */
export type Carried = 'whole' | 'packages' | 'scripts' | 'part' | 'no';

const SERVERS = new Set(
  'gunicorn uvicorn hypercorn daphne waitress-serve granian uwsgi flask django-admin fastapi celery streamlit jupyter jupyter-lab alembic mlflow airflow dagster prefect rq litestar sanic quart aiohttp scrapy locust mkdocs pytest chainlit gradio dramatiq huey nameko twistd bentoml ray luigi superset panel bokeh voila datasette'.split(
    ' ',
  ),
);

/** The final image, and the questions rules ask of it. */
export class TargetImage {
  readonly startup: Startup;
  private readonly chain: ReadonlySet<number>;
  private readonly lookups = new Map<string, PythonLookup>();

  constructor(
    readonly stage: Stage,
    readonly state: StageState,
    private readonly graph: BuildGraph,
  ) {
    this.startup = readStartup(state);
    this.chain = new Set(stage.chain);
  }

  /** Facts of the image at the bottom. */
  get facts(): ImageFacts | undefined {
    return this.state.image;
  }

  /** The stages whose layers ship. */
  inChain(stage: number): boolean {
    return this.chain.has(stage);
  }

  /** Programs that certainly run at start. */
  get launches(): readonly Launch[] {
    return this.startup.launches;
  }

  /** Stages of this build whose files travel into the image, directly or through others. */
  readonly feeders = once(() => this.findFeeders());

  private findFeeders(): Set<number> {
    const seen = new Set<number>(this.stage.chain);
    const queue = [...this.stage.chain];
    for (let stage = queue.pop(); stage !== undefined; stage = queue.pop()) {
      for (const { source } of this.graph.stages[stage].references) {
        if (source.kind === 'stage' && !seen.has(source.stage)) {
          seen.add(source.stage);
          queue.push(source.stage);
        }
      }
    }
    return seen;
  }

  /** PATH of the container; undefined where it is not set and the base is not known. */
  get path(): Resolved | undefined {
    return this.variable('PATH') ?? this.basePath();
  }

  private basePath(): Resolved | undefined {
    const path = this.facts?.environment?.get('PATH');
    return path === undefined ? undefined : { known: true, value: path };
  }

  variable(name: string): Resolved | undefined {
    return this.state.environment.get(name);
  }

  /** Entry of the PATH. */
  onPath(directory: string): boolean | undefined {
    const { path } = this;
    if (!path) return undefined;
    if (!path.known)
      return path.prefix.split(':').some(part => normalise(part) === directory)
        ? true
        : undefined;
    return path.value
      .split(':')
      .some(part => part !== '' && normalise(part) === directory);
  }

  /** Which Python a program name means in the image. */
  python(program: string): PythonLookup {
    const { workdir } = this.state;
    const absolute =
      program.includes('/') && workdir.known
        ? resolvePath(workdir.value, program)
        : program;
    let found = this.lookups.get(absolute);
    if (!found) {
      found = lookUpPython(this.state, absolute, this.path);
      this.lookups.set(absolute, found);
    }
    return found;
  }

  holds(path: string): Presence {
    return this.state.fs.holds(path);
  }

  /** Whether a tree of the image holds a path below it. */
  treeHolds(tree: Entry, path: string): Presence['state'] {
    return this.state.fs.treeHolds(tree, path);
  }

  /** Something that may have put anything anywhere into the image. */
  get doubt(): string | undefined {
    return this.firstDoubt()?.reason;
  }

  private readonly firstDoubt = once(() =>
    this.state.fs.taints.find(({ mayInstall }) => mayInstall),
  );

  taintOver(path: string): Taint | undefined {
    return this.state.fs.taintOver(path);
  }

  /** Runs Python: yes, no, or not known. */
  readonly runsPython = once(() => this.findRunsPython());

  private findRunsPython(): boolean | undefined {
    if (
      this.launches.some(
        ({ program }) =>
          /^python(?:\d(?:\.\d+)?)?$/.test(baseName(program)) ||
          SERVERS.has(baseName(program)),
      )
    )
      return true;
    if (
      this.launches.some(({ program }) =>
        /^(?:nginx|node|npm|java|caddy|httpd|apache2|redis-server|postgres|php-fpm|dotnet|ruby|deno|bun)$/.test(
          baseName(program),
        ),
      )
    )
      return false;
    const hasPython = this.hasPython();
    if (hasPython === false) return false;
    return hasPython;
  }

  /** Holds a Python interpreter. */
  readonly hasPython = once(() => this.findHasPython());

  private findHasPython(): boolean | undefined {
    if (this.facts?.interpreter?.language === 'python') return true;
    const { fs } = this.state;
    if (
      fs.entries.some(
        ({ content }) =>
          content.kind === 'interpreter' ||
          (content.kind === 'environment' &&
            content.environment.kind === 'conda'),
      )
    )
      return true;
    const found = this.python('python3');
    if (found.kind === 'runtime' || found.kind === 'environment') return true;
    return found.kind === 'unknown' ? undefined : false;
  }

  /** Installs whose layers are in the image itself: nothing has to be carried. */
  readonly ownInstalls = once(() => this.findOwnInstalls());

  private findOwnInstalls(): Install[] {
    return this.state.installs.filter(
      install =>
        install.target.scheme !== 'wheels' && !installsOnlyTools(install),
    );
  }

  /** How far an install of another stage got into the image. */
  carried(install: Install): Carried {
    let packages = false;
    let scripts = false;
    let part = false;
    for (const { content } of this.state.fs.entries) {
      if (
        (content.kind === 'packages' || content.kind === 'wheels') &&
        content.install === install
      )
        packages = true;
      else if (content.kind === 'scripts' && content.install === install)
        scripts = true;
      else if (content.kind === 'part') {
        const { of } = content;
        if (
          (of.kind === 'packages' || of.kind === 'wheels') &&
          of.install === install
        )
          part = true;
        if (
          of.kind === 'environment' &&
          of.environment === install.target.environment
        )
          part = true;
        if (of.kind === 'scripts' && of.install === install) scripts = true;
      }
    }
    if (packages)
      return scripts || install.target.scripts === undefined
        ? 'whole'
        : 'packages';
    if (part) return 'part';
    return scripts ? 'scripts' : 'no';
  }

  /** Entries of the image that an install made. */
  entriesOf(install: Install): Entry[] {
    return this.state.fs.entries.filter(
      ({ content }) =>
        (content.kind === 'packages' ||
          content.kind === 'scripts' ||
          content.kind === 'wheels') &&
        content.install === install,
    );
  }

  /** Environments in the image with the place where they stand now. */
  readonly environments = once(() => this.findEnvironments());

  private findEnvironments(): {
    environment: PythonEnvironment;
    entry: Entry;
  }[] {
    return this.state.fs.entries.flatMap(entry =>
      entry.content.kind === 'environment'
        ? [{ environment: entry.content.environment, entry }]
        : [],
    );
  }

  /** User that runs: root, not root, or not known. */
  isRoot(): boolean | undefined {
    return isRoot(this.state.user.name);
  }

  /** Whether a program of the start command is found on the PATH or at its path. */
  resolves(
    program: string,
  ):
    | { state: 'found'; at: string | undefined }
    | { state: 'missing' }
    | { state: 'unknown'; reason: string } {
    const { workdir } = this.state;
    if (program.includes('/')) {
      if (!program.startsWith('/') && !workdir.known)
        return {
          state: 'unknown',
          reason: 'the working directory is not known',
        };
      const path = resolvePath(workdir.known ? workdir.value : '/', program);
      return this.presence(path);
    }
    const { path } = this;
    if (!path)
      return {
        state: 'unknown',
        reason: 'the PATH of the base image is not known',
      };
    if (!path.known) return { state: 'unknown', reason: path.reason };
    let doubt: string | undefined;
    for (const part of path.value.split(':')) {
      if (part === '') continue;
      const found = this.presence(`${normalise(part)}/${program}`);
      if (found.state === 'found') return found;
      if (found.state === 'unknown') doubt ??= found.reason;
    }
    return doubt === undefined
      ? { state: 'missing' }
      : { state: 'unknown', reason: doubt };
  }

  private presence(path: string): ReturnType<TargetImage['resolves']> {
    const name = baseName(path);
    const directory = directoryOf(path);
    const python = /^(?:python|pip)/.test(name)
      ? lookUpPython(this.state, path, undefined)
      : undefined;
    if (python && (python.kind === 'runtime' || python.kind === 'environment'))
      return { state: 'found', at: path };
    for (const { path: at, content } of this.state.fs.entries) {
      if (at === path && content.kind !== 'directory')
        return { state: 'found', at: path };
      if (at !== directory) continue;
      if (content.kind === 'scripts') {
        const { distributions, listed, complete } = content.install;
        const owner = scriptOwner(name);
        if (distributions.includes(owner) || listed.includes(owner))
          return { state: 'found', at: path };
        if (!complete)
          return {
            state: 'unknown',
            reason: `whether ${name} is among the installed packages is not known`,
          };
      }
    }
    const held = this.state.fs.holds(path);
    if (held.state === 'present') return { state: 'found', at: path };
    return held.state === 'absent'
      ? { state: 'missing' }
      : { state: 'unknown', reason: held.reason };
  }

  within(path: string): Entry[] {
    return this.state.fs.entries.filter(entry => isWithin(entry.path, path));
  }
}

/** Distribution that brings a console script along, where the names differ. */
export function scriptOwner(script: string): string {
  switch (script) {
    case 'django-admin':
      return 'django';
    case 'jupyter-lab':
    case 'jupyter-notebook':
      return 'jupyter';
    case 'waitress-serve':
      return 'waitress';
    case 'supervisord':
      return 'supervisor';
    case 'airflow':
      return 'apache-airflow';
    case 'superset':
      return 'apache-superset';
    case 'twistd':
      return 'twisted';
    default:
      return script.toLowerCase().replace(/[-_.]+/g, '-');
  }
}

/** Names that are console scripts of Python packages, never programs of the operating system. */
export function isPythonScriptName(name: string): boolean {
  return SERVERS.has(name);
}
