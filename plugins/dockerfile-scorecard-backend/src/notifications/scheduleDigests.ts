import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { sendDigests } from './sendDigests';

/** Sends the digest of a day soon after it has begun, by whichever replica comes first. */
export async function scheduleDigests(options: {
  knex: Knex;
  notifications: NotificationService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<void> {
  await options.scheduler.scheduleTask({
    id: 'notification-digest',
    scope: 'global',
    // Only the first run of a day sends something.
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: async () => {
      const sent = await sendDigests(options);
      if (sent > 0) {
        options.logger.info(`The daily digest was sent to ${sent} owners`);
      }
    },
  });
}
