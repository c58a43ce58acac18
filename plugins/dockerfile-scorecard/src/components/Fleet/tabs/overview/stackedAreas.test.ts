import { stackedAreas } from './stackedAreas';

describe('stackedAreas', () => {
  it('puts each series on the one before, and the highest sum at the top', () => {
    expect(
      stackedAreas(
        [
          [1, 1],
          [1, 3],
        ],
        { width: 10, height: 8 },
      ),
    ).toEqual([
      '0.0,6.0 10.0,6.0 10.0,8.0 0.0,8.0',
      '0.0,4.0 10.0,0.0 10.0,6.0 0.0,6.0',
    ]);
  });

  it('is flat where nothing is counted', () => {
    expect(stackedAreas([[0, 0]], { width: 4, height: 2 })).toEqual([
      '0.0,2.0 4.0,2.0 4.0,2.0 0.0,2.0',
    ]);
  });
});
