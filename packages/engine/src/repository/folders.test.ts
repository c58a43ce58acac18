import { isSetAside, isUnlisted, listRepository } from './folders';

describe('folders that are left out', () => {
  it.each([
    ['node_modules/a/index.js', true],
    ['src/.venv/bin/python', true],
    ['vendor/a.go', false],
    ['node_modules', false],
  ])('%s is not listed: %s', (path, expected) => {
    expect(isUnlisted(path)).toBe(expected);
  });

  it.each([
    ['vendor/tool/Dockerfile', true],
    ['examples/a/Dockerfile', true],
    ['src/Dockerfile', false],
    ['test', false],
  ])('%s is set aside: %s', (path, expected) => {
    expect(isSetAside(path)).toBe(expected);
  });
});

describe('listRepository', () => {
  const tree: Record<string, [string, 'file' | 'folder' | 'other'][]> = {
    '': [
      ['b.txt', 'file'],
      ['a', 'folder'],
      ['node_modules', 'folder'],
      ['link', 'other'],
    ],
    a: [['c.txt', 'file']],
    node_modules: [['d.js', 'file']],
  };
  const read = async (folder: string) =>
    tree[folder].map(([name, kind]) => ({ name, kind }));

  it('lists files below folders, sorted', async () => {
    expect(await listRepository(read)).toEqual(['a/c.txt', 'b.txt']);
  });

  it('gives up on more than it may list', async () => {
    expect(await listRepository(read, 1)).toBeUndefined();
  });
});
