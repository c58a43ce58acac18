import { baseName, directoryOf } from '../contents/paths';
import { declared } from './buildPaths';
import type { DeclaredBuild } from './declaredBuilds';

/** Whether a file is one that `docker buildx bake` reads by itself. */
export function isBakeFile(path: string): boolean {
  return /^docker-bake\.(?:hcl|json)$/.test(baseName(path));
}

interface BakeTarget {
  context?: string;
  dockerfile?: string;
  target?: string;
  inherits?: readonly string[];
}

/** Value of an attribute of a block: `target = "app"`. */
function attribute(block: string, name: string): string | undefined {
  return block.match(new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, 'm'))?.[1];
}

/** Blocks `target "NAME" { … }`, with what stands between their braces. */
function targetsOfHcl(text: string): Map<string, BakeTarget> {
  const targets = new Map<string, BakeTarget>();
  for (const found of text.matchAll(/^\s*target\s+"([^"]+)"\s*\{/gm)) {
    const start = found.index + found[0].length;
    let depth = 1;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === '{') depth++;
      else if (text[end] === '}') depth--;
    }
    const block = text.slice(start, end - 1).replace(/\{[^{}]*\}/g, '');
    const inherits = block.match(/^\s*inherits\s*=\s*\[([^\]]*)\]/m)?.[1];
    targets.set(found[1], {
      context: attribute(block, 'context'),
      dockerfile: attribute(block, 'dockerfile'),
      target: attribute(block, 'target'),
      inherits: [...(inherits ?? '').matchAll(/"([^"]+)"/g)].map(
        ([, name]) => name,
      ),
    });
  }
  return targets;
}

function targetsOfJson(text: string): Map<string, BakeTarget> {
  try {
    const { target = {} } = JSON.parse(text) as {
      target?: Record<string, BakeTarget>;
    };
    return new Map(Object.entries(target));
  } catch {
    return new Map();
  }
}

/** Attributes that a target has itself or takes over. */
function inherited(
  name: string,
  targets: ReadonlyMap<string, BakeTarget>,
  depth = 0,
): BakeTarget {
  const own = targets.get(name) ?? {};
  if (depth > 5) return own;
  const parents = (own.inherits ?? []).map(parent =>
    inherited(parent, targets, depth + 1),
  );
  const written = Object.entries(own).filter(
    ([, value]) => value !== undefined,
  );
  return Object.assign({}, ...parents, Object.fromEntries(written));
}

/** Targets of a bake file (docs.docker.com/build/bake/reference/). */
export function buildsOfBake(path: string, text: string): DeclaredBuild[] {
  const targets = path.endsWith('.json')
    ? targetsOfJson(text)
    : targetsOfHcl(text);
  const parents = new Set(
    [...targets.values()].flatMap(({ inherits = [] }) => inherits),
  );
  return [...targets.keys()]
    .filter(name => !parents.has(name))
    .flatMap(name => {
      const { context, dockerfile, target } = inherited(name, targets);
      return declared(directoryOf(`/${path}`).slice(1), {
        context: context ?? '.',
        file: dockerfile,
        target,
      });
    });
}
