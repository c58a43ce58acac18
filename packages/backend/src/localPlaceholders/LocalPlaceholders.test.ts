import { createMockDirectory } from '@backstage/backend-test-utils';
import { LocalPlaceholders } from './LocalPlaceholders';

describe('LocalPlaceholders', () => {
  const folder = createMockDirectory({
    content: {
      outside: 'not for entities',
      template: {
        'Dockerfile.njk': 'FROM scratch\n',
        'v.yaml': 'port: 8000\n',
      },
    },
  });
  const processor = new LocalPlaceholders();
  const emit = jest.fn();

  function process(spec: object, type = 'file') {
    return processor
      .preProcessEntity(
        {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'service' },
          spec: spec as {},
        },
        { type, target: folder.resolve('template/template.yaml') },
        emit,
      )
      .then(entity => entity.spec);
  }

  it('puts files in the place of placeholders and looks again when they change', async () => {
    expect(
      await process({
        list: [{ file: { $text: './Dockerfile.njk' } }],
        values: { $yaml: 'v.yaml' },
        $ref: '#/definitions/values',
      }),
    ).toEqual({
      list: [{ file: 'FROM scratch\n' }],
      values: { port: 8000 },
      $ref: '#/definitions/values',
    });
    expect(emit).toHaveBeenCalledWith({
      type: 'refresh',
      key: `file:${folder.resolve('template/v.yaml')}`,
    });
  });

  it('leaves entities at a URL to the catalog', async () => {
    const spec = { file: { $text: './Dockerfile.njk' } };
    expect(await process(spec, 'url')).toEqual(spec);
  });

  it('reads nothing outside of the folder', async () => {
    await expect(process({ file: { $text: '../outside' } })).rejects.toThrow(
      'Relative path is not allowed',
    );
  });
});
