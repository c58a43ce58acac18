import { afterQuiet } from './afterQuiet';

describe('afterQuiet', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs once after many events, and not after it was stopped', () => {
    const run = jest.fn();
    const { ask, stop } = afterQuiet(1000, run);
    for (let i = 0; i < 5; i++) {
      ask();
      jest.advanceTimersByTime(900);
    }
    expect(run).not.toHaveBeenCalled();
    jest.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
    ask();
    stop();
    jest.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
