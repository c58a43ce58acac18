import type {
  ScaffolderApi,
  TemplateEntityStepV1beta3,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import type { BuildContext } from 'dockerfile-scorecard-engine';
import { serialize, textOf } from './files';

export interface RenderOptions {
  api: Pick<ScaffolderApi, 'dryRun'>;
  template: TemplateEntityV1beta3;
  /** The steps that write the files. */
  steps: readonly TemplateEntityStepV1beta3[];
  /** Text of the template's files by path, relative to its folder. */
  files: Readonly<Record<string, string>>;
  /** Path of the Dockerfile in what is generated. */
  dockerfile: string;
  values: JsonObject;
}

/** A Dockerfile as the template would write it, with what is known of its build context. */
export interface RenderedDockerfile {
  text: string;
  context: BuildContext;
}

/**
 * Has the scaffolder itself render the Dockerfile, in a dry run of the template's own steps on the files at hand. So the text is
 * that of the real run, with all filters of the installation, and no code of a template runs in the browser.
 *
 * @returns undefined when the steps write no such file
 * @throws what the scaffolder answers when it cannot render
 */
export async function renderDockerfile(
  options: RenderOptions,
): Promise<RenderedDockerfile | undefined> {
  const { api, template, steps, files, dockerfile, values } = options;
  const { apiVersion, kind, metadata, spec } = template;
  const { directoryContents } = await api.dryRun({
    template: {
      apiVersion,
      kind,
      metadata: { name: metadata.name, namespace: metadata.namespace },
      spec: { type: spec.type, steps: [...steps] },
    },
    values,
    directoryContents: Object.entries(files).map(([path, text]) =>
      serialize(path, text),
    ),
  });
  const texts = new Map(
    directoryContents.map(file => [file.path, textOf(file)]),
  );
  const text = texts.get(dockerfile);
  return text === undefined
    ? undefined
    : { text, context: contextOf(texts, dockerfile) };
}

/** Only some of the files were rendered: the list of files stays unknown, and so does a .dockerignore that is not among them. */
function contextOf(
  texts: ReadonlyMap<string, string>,
  dockerfile: string,
): BuildContext {
  const folder = dockerfile.slice(0, dockerfile.lastIndexOf('/') + 1);
  const manifests: Record<string, string> = {};
  for (const [path, text] of texts) {
    if (path.startsWith(folder) && path !== dockerfile)
      manifests[path.slice(folder.length)] = text;
  }
  const dockerignore = texts.get(`${folder}.dockerignore`);
  return { manifests, ...(dockerignore !== undefined && { dockerignore }) };
}
