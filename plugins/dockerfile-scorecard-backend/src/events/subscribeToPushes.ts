import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogScmEventsService } from '@backstage/plugin-catalog-node/alpha';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import { markChanged } from '../database/operations';
import { pushedRepository, pushTopics } from './pushedRepository';

/**
 * Has a repository read as soon as Backstage hears that somebody has pushed to it. Without events repositories are read when
 * their interval is over.
 */
export async function subscribeToPushes(options: {
  knex: Knex;
  logger: LoggerService;
  events: EventsService;
  scmEvents: CatalogScmEventsService;
  /** Called when something is due at once. */
  onChanged(): void;
  /** Called when entities may come, go or change. */
  onCatalogChanged(): void;
}): Promise<{ unsubscribe(): void }> {
  const { knex, logger, events, scmEvents, onChanged, onCatalogChanged } =
    options;

  async function mark(url: string): Promise<void> {
    try {
      // With the slash: repositories whose names begin with this one's are others. Azure DevOps has parameters instead.
      const marked =
        (await markChanged({ knex, urlPrefix: `${url}/` })) +
        (await markChanged({ knex, urlPrefix: `${url}?` }));
      if (marked > 0) onChanged();
    } catch (error) {
      // The event is lost; the repository is read when its interval is over.
      logger.warn(`A push to ${url} could not be noted: ${error}`);
    }
  }

  await events.subscribe({
    id: 'dockerfile-scorecard',
    topics: [...pushTopics],
    async onEvent({ eventPayload }) {
      const url = pushedRepository(eventPayload);
      if (url) await mark(url);
    },
  });
  return scmEvents.subscribe({
    async onEvents(batch) {
      const urls = new Set(
        batch.flatMap(event =>
          'toUrl' in event ? [event.fromUrl, event.toUrl] : [event.url],
        ),
      );
      const repositories = new Set([...urls].flatMap(repositoryOf));
      for (const url of repositories) {
        await mark(url);
      }
      // The catalog hears of the same event, and reads its files again.
      onCatalogChanged();
    },
  });
}

/** The repository that a URL of a file, folder or repository is in. */
function repositoryOf(url: string): string[] {
  const match =
    /^(https?:\/\/[^/]+\/.+?)(?:\/-)?\/(?:blob|tree|src|raw|edit)\//.exec(url);
  const repository = match ? match[1] : url.replace(/[/?#]+$/, '');
  return /^https?:\/\/[^/]+\/./.test(repository) ? [repository] : [];
}
