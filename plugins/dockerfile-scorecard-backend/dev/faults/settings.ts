/** Each has a repository of its own. */
export const SERVICES = 40;

export interface ReplicaSettings {
  port: number;
  database: {
    host: string;
    port: number;
    user: string;
    password?: string;
    database: string;
  };
  /** How long reading a repository takes. */
  readMs: number;
  profile: 'recommended' | 'strict';
}
