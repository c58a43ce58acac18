import { mockServices } from '@backstage/backend-test-utils';
import { createChangeSignal } from './changeSignal';

describe('createChangeSignal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tells of many changes in few signals, and names nothing', () => {
    const publish = jest.fn(async () => undefined);
    const { changed, stop } = createChangeSignal({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    changed();
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'dockerfile-scorecard',
      message: { type: 'changed' },
    });
    for (let i = 0; i < 100; i++) changed();
    expect(publish).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(2_000);
    expect(publish).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(10_000);
    expect(publish).toHaveBeenCalledTimes(2);
    stop();
  });
});
