import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogProcessor,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';

interface Page extends JsonObject {
  definitions?: {
    hosts?: { default: string; enum: string[]; enumNames: string[] };
  };
  dependencies?: { host?: { oneOf: JsonObject[] } };
}

interface Step extends JsonObject {
  action: string;
}

interface TemplateSpec {
  parameters: Page[];
  steps: Step[];
  output?: { links?: JsonObject[] };
}

const ELSEWHERE = "${{ parameters.host !== 'local' }}";

/** Writes the new repository into a folder, and leaves out what a host would be needed for. */
function stepsWithFolder(steps: readonly Step[]): Step[] {
  return steps.flatMap((step): Step[] =>
    step.action === 'catalog:register'
      ? [
          {
            id: 'publishLocal',
            name: 'Write the repository',
            if: "${{ parameters.host === 'local' }}",
            action: 'sample:repository:create',
            input: { name: '${{ parameters.name }}' },
          },
          { ...step, if: ELSEWHERE },
        ]
      : [step],
  );
}

function pageWithFolder(page: Page): Page {
  const { hosts } = page.definitions ?? {};
  const asked = page.dependencies?.host;
  if (!hosts || !asked) return page;
  return {
    ...page,
    definitions: {
      ...page.definitions,
      hosts: {
        ...hosts,
        default: 'local',
        enum: ['local', ...hosts.enum],
        enumNames: [
          'A folder of this sample portal; no account needed',
          ...hosts.enumNames,
        ],
      },
    },
    dependencies: {
      ...page.dependencies,
      host: {
        oneOf: [{ properties: { host: { enum: ['local'] } } }, ...asked.oneOf],
      },
    },
  };
}

/**
 * Has templates of this machine that ask for a source code host offer a folder of the sample portal too, so that nobody needs an
 * account to try them. The templates themselves know nothing of it: other portals take them as they are.
 */
export class LocalFolderHost implements CatalogProcessor {
  getProcessorName() {
    return 'LocalFolderHost';
  }

  /** Behind LocalPlaceholders, which puts in what the form offers. */
  getPriority() {
    return 15;
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
  ): Promise<Entity> {
    if (location.type !== 'file' || entity.kind !== 'Template') return entity;
    const spec = entity.spec as unknown as TemplateSpec;
    const pages = [spec.parameters ?? []].flat();
    if (!pages.some(page => page.definitions?.hosts)) return entity;
    const links = spec.output?.links?.map(link =>
      link.url && /publish/.test(String(link.url))
        ? { ...link, if: ELSEWHERE }
        : link,
    );
    return {
      ...entity,
      spec: {
        ...spec,
        parameters: pages.map(pageWithFolder),
        steps: stepsWithFolder(spec.steps),
        output: { ...spec.output, ...(links && { links }) },
      } as unknown as Entity['spec'],
    };
  }
}
