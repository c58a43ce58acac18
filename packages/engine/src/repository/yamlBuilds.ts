import { load } from 'js-yaml';
import { directoryOf } from '../contents/paths';
import { buildsOfScript } from './buildCommands';
import { declared } from './buildPaths';
import type { DeclaredBuild } from './declaredBuilds';

type Mapping = Readonly<Record<string, unknown>>;

export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/** A file that is not YAML says nothing. */
function readMapping(text: string): Mapping {
  try {
    // as JSON does, a key that comes twice counts once
    return mapping(load(text, { json: true }));
  } catch {
    return {};
  }
}

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Mapping)
    : {};
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

/** `services.*.build` of a compose file (docs.docker.com/reference/compose-file/build/). */
export function buildsOfCompose(path: string, text: string): DeclaredBuild[] {
  const base = directoryOf(`/${path}`).slice(1);
  return Object.values(mapping(readMapping(text).services)).flatMap(service => {
    const { build } = mapping(service);
    if (build === undefined) return [];
    const short = textIn(build);
    if (short !== undefined) return declared(base, { context: short });
    const { context, dockerfile, target, dockerfile_inline } = mapping(build);
    if (dockerfile_inline !== undefined) return [];
    return declared(base, {
      context: textIn(context) ?? '.',
      file: textIn(dockerfile),
      target: textIn(target),
    });
  });
}

/** Steps with `docker/build-push-action` and commands of a GitHub workflow. */
export function buildsOfWorkflow(text: string): DeclaredBuild[] {
  const jobs = Object.values(mapping(readMapping(text).jobs));
  return jobs.flatMap(job => {
    const { steps } = mapping(job);
    return (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => {
      const {
        uses,
        run,
        'working-directory': at,
        with: inputs,
      } = mapping(step);
      const script = textIn(run);
      if (script !== undefined)
        return at === undefined ? buildsOfScript(script) : [];
      if (!/^docker\/build-push-action@/.test(textIn(uses) ?? '')) return [];
      const { context, file, target } = mapping(inputs);
      return declared('', {
        context: textIn(context) ?? '.',
        file: textIn(file),
        // a path of the checkout, not of the context
        fileFrom: '',
        target: textIn(target),
      });
    });
  });
}
