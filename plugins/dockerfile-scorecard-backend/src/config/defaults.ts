/** Relative to the folder of the entity. */
export { SET_ASIDE as defaultExclude } from 'dockerfile-scorecard-engine';

export const defaultScan = {
  concurrency: 4,
  concurrencyPerHost: 3,
  interval: { hours: 6 },
  timeout: { minutes: 2 },
  cooldown: { seconds: 30 },
  requestsPerUser: 60,
  limits: {
    maxFiles: 100_000,
    maxFileSize: 1024 * 1024,
    maxTotalSize: 64 * 1024 * 1024,
    maxDownloadSize: 512 * 1024 * 1024,
    maxUnpackedSize: 4 * 1024 * 1024 * 1024,
  },
} as const;

export const defaultSchedule = {
  frequency: { minutes: 2 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 5 },
} as const;

/** Verdicts of more than two years ago explain nothing any more. */
export const defaultHistoryRetention = { days: 730 } as const;
