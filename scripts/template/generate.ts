/** Renders templates/python-service to a folder, as its steps with `fetch:template` do in a portal. */
import {
  createTemplateRenderer,
  type TemplateContext,
  type TemplateRenderer,
} from 'nunjitsu';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readTemplate } from '../../plugins/scaffolder-backend-module-dockerfile-scorecard/src/__testUtils__/readTemplate';
import { root } from '../run';

export const template = join(root, 'templates', 'python-service');

/** Answers to the form of the template. */
export interface Answers {
  name: string;
  framework: 'fastapi' | 'flask' | 'worker';
  manager: 'uv' | 'pip';
  baseImage: 'slim' | 'alpine' | 'distroless' | 'hardened';
  pythonVersion: string;
  metrics: boolean;
  telemetry: boolean;
  postgres: boolean;
  kubernetes?: boolean;
  /** GitHub Actions when it is not said. */
  ci?: 'github' | 'gitlab';
}

interface Step {
  action: string;
  if?: string;
  input: { url: string; trimBlocks?: boolean; values: unknown };
}

const inputs = createTemplateRenderer({
  filters: {
    parseEntityRef: ref => {
      const name = String(ref).split('/').pop() ?? '';
      return { kind: 'group', namespace: 'default', name };
    },
    parseRepoUrl: url => {
      const owner = new URL(`https://${String(url)}`).searchParams.get('owner');
      return { owner: owner ?? '' };
    },
    pick: (object, key) => (object as Record<string, string>)[String(key)],
  },
});

/** A folder that is gone afterwards. */
export function inFolder<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'python-service-'));
  return use(folder).finally(() => rmSync(folder, { recursive: true }));
}

/** @returns the values that the template hands to its skeletons */
export function generate(answers: Answers, target: string): void {
  const {
    metrics,
    telemetry,
    postgres,
    kubernetes = false,
    ci = 'github',
    ...others
  } = answers;
  const parameters = {
    description: 'Made to test the template',
    owner: 'group:default/platform',
    system: '',
    port: 8000,
    host: ci,
    repoUrl: `${ci}.com?owner=acme&repo=${answers.name}`,
    ...others,
    extras: Object.entries({
      metrics,
      telemetry,
      postgres,
      kubernetes,
    }).flatMap(([extra, chosen]) => (chosen ? [extra] : [])),
  };
  const { spec } = readTemplate(template);
  for (const step of spec.steps as Step[]) {
    if (step.action !== 'fetch:template') continue;
    if (step.if && !inputs.renderValue(step.if, { parameters })) continue;
    const renderer = createTemplateRenderer({
      trimBlocks: step.input.trimBlocks,
      lstripBlocks: step.input.trimBlocks,
    });
    copy({
      from: join(template, inputs.render(step.input.url, { parameters })),
      to: target,
      renderer,
      context: {
        values: renderAll(step.input.values, { parameters }),
      } as TemplateContext,
    });
  }
}

function renderAll(value: unknown, context: TemplateContext): unknown {
  if (typeof value === 'string') return inputs.renderValue(value, context);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, renderAll(each, context)]),
  );
}

function copy(options: {
  from: string;
  to: string;
  renderer: TemplateRenderer;
  context: TemplateContext;
}): void {
  const { from, to, renderer, context } = options;
  for (const entry of readdirSync(from, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const path = relative(from, source);
    const rendered = path.endsWith('.njk');
    const target = join(
      to,
      renderer.render(rendered ? path.slice(0, -4) : path, context),
    );
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (rendered)
      writeFileSync(
        target,
        renderer.render(readFileSync(source, 'utf8'), context),
      );
    else cpSync(source, target);
  }
}
