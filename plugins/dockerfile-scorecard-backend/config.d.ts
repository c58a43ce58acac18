import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  dockerfileScorecard?: {
    /**
     * How often the services are read from the catalog, by one replica at a time.
     * Every 2 minutes by default; it costs a call to the catalog for every 500 entities.
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

    scan?: {
      /** Repositories that one replica reads at the same time; 4 by default. */
      concurrency?: number;
      /** How many of them may be on the same host, so that a host that hangs does not stop the others; 3 by default. */
      concurrencyPerHost?: number;
      /**
       * Minimum time between two scans of a repository; 6 hours by default. Scanning an unchanged repository costs one or two
       * calls to its host. Scans are spread by up to a tenth of the interval.
       */
      interval?: HumanDuration | string;
      /** Longest time that reading a repository may take; 2 minutes by default. */
      timeout?: HumanDuration | string;
      /** Minimum time between two scans of a service that people ask for; 30 seconds by default. */
      cooldown?: HumanDuration | string;
      /** Scans that one user may ask for in an hour; 60 by default. */
      requestsPerUser?: number;
      limits?: {
        /** Files that a repository may have; 100,000 by default. */
        maxFiles?: number;
        /** Size in bytes of a Dockerfile or manifest that is read; 1 MiB by default. */
        maxFileSize?: number;
        /** Size in bytes of all that is read from a repository; 64 MiB by default. */
        maxTotalSize?: number;
        /** Size in bytes of what is downloaded for one reading; 512 MiB by default. A ZIP archive (Azure DevOps, Harness) is held in memory. */
        maxDownloadSize?: number;
        /** Size in bytes of a downloaded archive when it is unpacked; 4 GiB by default. It is unpacked as it comes, never stored as a whole. */
        maxUnpackedSize?: number;
      };
    };

    /**
     * Folders whose repositories may be read for entities with a `file:` location. Paths are relative to the folder in
     * which the backend was started. Nothing outside of them is ever read; none by default. A folder below a root
     * that holds a `.git` is one repository; without it each folder directly below the root is.
     */
    localRoots?: string[];

    services?: {
      /**
       * Which entities are services, as a filter of the catalog: entity fields and the values they may have, or a list of
       * such objects as alternatives. `{ kind: Component }` by default.
       */
      filter?:
        | { [field: string]: string | string[] }
        | { [field: string]: string | string[] }[];
      /** Which of them are listed as excluded and not scanned, in the same form. */
      exclude?:
        | { [field: string]: string | string[] }
        | { [field: string]: string | string[] }[];
      /**
       * Whether the annotation `dockerfile-scorecard/paths` may name Dockerfiles outside of the folder of its entity; false
       * by default. If true, whoever may register an entity can show any Dockerfile of its repository.
       */
      pathsOutsideFolder?: boolean;
    };

    /**
     * How much is kept of the text of a Dockerfile. `masked`: secrets that the engine recognises in ARG and ENV, passwords in
     * addresses and tokens are replaced before anything is stored; they are shown as `•`. `full`: the text as it is. `findings`:
     * no text; a change of the policy then takes a reading of every repository. `masked` by default.
     */
    store?: 'full' | 'masked' | 'findings';

    history?: {
      /** How long changes of scorecards are kept; 2 years by default. The newest change of a service always stays. */
      retention?: HumanDuration | string;
    };

    notifications?: {
      /**
       * Whether owners get a notification once a day when a level dropped, or when a waiver, a base image or a campaign ends soon;
       * false by default. It needs the notifications plugin.
       */
      dailyDigest?: boolean;
    };

    /**
     * Globs of Dockerfiles that do not count, relative to the folder of the entity. Replaces the default, which leaves out
     * vendored, test and example folders.
     */
    exclude?: string[];

    /** What is judged, and how strictly. */
    policy?: {
      /** The rules in force before `rules` changes some; `recommended` by default. */
      profile?: 'recommended' | 'strict' | 'all';
      /** Settings of single rules by id. */
      rules?: {
        [rule: string]:
          | 'off'
          | {
              /** The level that needs the rule; `none` makes it gate nothing. */
              level?: 'none' | 'bronze' | 'silver' | 'gold';
              severity?: 'critical' | 'high' | 'medium' | 'low' | 'info';
              /** ISO date from which it gates; until then it is announced and counted. */
              from?: string;
              options?: { [option: string]: unknown };
            };
      };
      /** Globs of base images that are allowed; every image by default. */
      allowedImages?: string[];
      /** Products of endoflife.date whose paid extended support the fleet has, e.g. `ubuntu` for Ubuntu Pro. */
      extendedSupport?: string[];
      /** Own registries that mirror public images: prefix → the prefix it stands for. */
      mirrors?: { [prefix: string]: string };
      /** Facts of own images, by glob. */
      ownImages?: {
        [image: string]: {
          /** A public image whose facts hold for it. */
          like?: string;
          user?: string;
          /** ISO date. */
          supportedUntil?: string;
        };
      };
      /**
       * What `.dockerfile-scorecard.yaml` of a repository may change: nothing (`off`), what makes its verdicts stricter (`stricter`, the
       * default), or everything (`any`).
       */
      repositorySettings?: 'off' | 'stricter' | 'any';
    };
  };
}
