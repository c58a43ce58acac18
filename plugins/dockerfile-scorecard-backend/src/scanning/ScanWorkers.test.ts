import { mockServices } from '@backstage/backend-test-utils';
import type { Claim } from '../database/operations';
import { nextTurn } from './nextTurn';
import { ScanWorkers } from './ScanWorkers';

const claimOf = (id: string, host: string = 'host') =>
  ({ id, host, work: 'read' } as Claim);
/** Long enough for workers that need several turns of the event loop, on a busy machine too. */
async function tick(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 5));
  for (let turns = 0; turns < 20; turns++) await nextTurn();
}

describe('ScanWorkers', () => {
  let workers: ScanWorkers;
  let queue: (Claim | Error)[];
  let scanned: string[];
  let scan: (claim: Claim, shutdown: AbortSignal) => Promise<void>;
  const logger = mockServices.logger.mock();

  function start(options: {
    concurrency?: number;
    concurrencyPerHost?: number;
    pollInterval?: number;
  }) {
    workers = new ScanWorkers({
      logger,
      concurrency: options.concurrency ?? 1,
      concurrencyPerHost: options.concurrencyPerHost ?? 10,
      pollInterval: options.pollInterval ?? 60_000,
      claim: async ({ busyHosts }) => {
        const at = queue.findIndex(
          each => each instanceof Error || !busyHosts.includes(each.host),
        );
        const [next] = at < 0 ? [] : queue.splice(at, 1);
        if (next instanceof Error) throw next;
        return next;
      },
      scan: (claim, shutdown) => scan(claim, shutdown),
    });
    workers.start();
  }

  beforeEach(() => {
    queue = [];
    scanned = [];
    scan = async claim => {
      scanned.push(claim.id);
    };
  });
  afterEach(() => workers.stop());

  it('work through what is due', async () => {
    queue = ['a', 'b', 'c'].map(id => claimOf(id));
    start({});
    await tick();
    expect(scanned).toEqual(['a', 'b', 'c']);
  });

  it('work side by side, but not more of them than allowed', async () => {
    queue = ['a', 'b', 'c'].map(id => claimOf(id));
    let atOnce = 0;
    let most = 0;
    scan = async claim => {
      most = Math.max(most, ++atOnce);
      await tick();
      atOnce -= 1;
      scanned.push(claim.id);
    };
    start({ concurrency: 2 });
    await tick();
    await tick();
    await tick();
    expect(scanned.sort()).toEqual(['a', 'b', 'c']);
    expect(most).toBe(2);
  });

  it('look again by themselves after a while', async () => {
    start({ pollInterval: 1 });
    await tick();
    queue.push(claimOf('late'));
    await tick();
    await tick();
    expect(scanned).toEqual(['late']);
  });

  it('look at once when woken', async () => {
    start({});
    await tick();
    queue.push(claimOf('asked'));
    workers.wake();
    await tick();
    expect(scanned).toEqual(['asked']);
  });

  it('survive errors of the database and of scans', async () => {
    queue = [new Error('connection lost'), claimOf('bad'), claimOf('good')];
    scan = async claim => {
      if (claim.id === 'bad') throw new Error('no');
      scanned.push(claim.id);
    };
    start({ pollInterval: 1 });
    await tick();
    await tick();
    await tick();
    expect(scanned).toEqual(['good']);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });

  it('tell scans to stop and wait for them', async () => {
    queue = [claimOf('a'), claimOf('b')];
    const ended: string[] = [];
    scan = (claim, shutdown) =>
      new Promise(resolve =>
        shutdown.addEventListener('abort', () => {
          ended.push(claim.id);
          resolve();
        }),
      );
    start({});
    await tick();
    await workers.stop();
    expect(ended).toEqual(['a']);
    expect(queue).toHaveLength(1);
  });

  it('leave a worker for other hosts when one host hangs', async () => {
    queue = [claimOf('a'), claimOf('b'), claimOf('c'), claimOf('d', 'other')];
    let release = () => {};
    const hanging = new Promise<void>(resolve => {
      release = resolve;
    });
    scan = async claim => {
      scanned.push(claim.id);
      if (claim.host === 'host') await hanging;
    };
    start({ concurrency: 3, concurrencyPerHost: 2, pollInterval: 5 });
    await tick();
    await tick();
    expect(scanned.sort()).toEqual(['a', 'b', 'd']);
    release();
    await tick();
    await tick();
    expect(scanned).toContain('c');
  });
});
