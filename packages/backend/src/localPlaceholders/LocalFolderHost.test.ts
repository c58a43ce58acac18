import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { LocalFolderHost } from './LocalFolderHost';
import { LocalPlaceholders } from './LocalPlaceholders';

const TEMPLATE = resolve(
  resolvePackagePath('backend'),
  '../../templates/python-service/template.yaml',
);
const written: Entity = parse(readFileSync(TEMPLATE, 'utf8'));

async function processed(type: string): Promise<any> {
  const location = { type, target: TEMPLATE };
  const entity = await new LocalPlaceholders().preProcessEntity(
    written,
    location,
    jest.fn(),
  );
  return new LocalFolderHost().preProcessEntity(entity, location);
}

describe('LocalFolderHost', () => {
  it('offers a folder first, and asks for no address there', async () => {
    const { spec } = await processed('file');
    const page = spec.parameters[2];
    expect(page.definitions.hosts).toMatchObject({
      default: 'local',
      enum: ['local', 'github', 'gitlab', 'bitbucket', 'azure', 'gitea'],
    });
    expect(page.definitions.hosts.enumNames).toHaveLength(6);
    expect(page.dependencies.host.oneOf[0]).toEqual({
      properties: { host: { enum: ['local'] } },
    });
  });

  it('writes the repository there, and registers the others alone', async () => {
    const { spec } = await processed('file');
    const [local, register] = spec.steps.slice(-2);
    expect(local).toMatchObject({
      action: 'sample:repository:create',
      if: "${{ parameters.host === 'local' }}",
    });
    expect(register).toMatchObject({
      action: 'catalog:register',
      if: "${{ parameters.host !== 'local' }}",
    });
    expect(
      spec.output.links.map((link: { if?: string }) => link.if !== undefined),
    ).toEqual([false, false, true]);
  });

  it('is no part of the template itself', async () => {
    expect(JSON.stringify(await processed('url'))).not.toContain('local');
    expect(JSON.stringify(written)).not.toMatch(/sample:|'local'/);
  });
});
