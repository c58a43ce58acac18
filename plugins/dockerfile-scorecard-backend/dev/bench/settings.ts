import { join } from 'node:path';

/** What the processes of a bench have in common. */
export interface BenchSettings {
  services: number;
  database:
    | {
        client: 'pg';
        connection: {
          host: string;
          port: number;
          user: string;
          password?: string;
          database: string;
        };
      }
    | { client: 'better-sqlite3'; folder: string };
  port: number;
  profile: 'recommended' | 'strict';
  /** Repositories that a replica reads side by side. */
  concurrency: number;
  /** Milliseconds that reading a repository takes. */
  readMs: number;
}

export const PLUGIN_ID = 'dockerfile-scorecard';

/** Where Backstage puts the database of the plugin. */
export function sqliteFile(folder: string): string {
  return join(folder, `${PLUGIN_ID}.sqlite`);
}
