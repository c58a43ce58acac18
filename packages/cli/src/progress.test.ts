import { withProgress } from './progress';

const items = Array.from({ length: 250 }, (_, i) => i);

describe('withProgress', () => {
  it('tells how far it is, a few times, and clears the line', async () => {
    let now = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => {
      now += 10;
      return now;
    });
    const shown: string[] = [];
    const done: number[] = [];
    await withProgress(
      items,
      { progress: text => shown.push(text) },
      'Reading',
      item => {
        done.push(item);
      },
    );
    jest.restoreAllMocks();
    expect(done).toEqual(items);
    expect(shown[0]).toMatch(/^Reading \d+ of 250 Dockerfiles$/);
    expect(shown[shown.length - 1]).toBe('');
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.length).toBeLessThan(30);
  });

  it('says nothing of a few, and nothing where nobody looks', async () => {
    const progress = jest.fn();
    await withProgress(items.slice(0, 9), { progress }, 'Reading', () => {});
    expect(progress).not.toHaveBeenCalled();
    await expect(
      withProgress(items, {}, 'Reading', () => {}),
    ).resolves.toBeUndefined();
  });
});
