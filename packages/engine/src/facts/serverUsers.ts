import { officialNameOf } from './officialImages';

interface ServerUser {
  id: string;
  /** Where the Alpine variants number it differently. */
  alpine?: string;
}

/**
 * Users that official images of servers make, and that their entry points change to when they start as root; from the Dockerfiles
 * and build histories of the images.
 */
const serverUsers: Readonly<Record<string, ServerUser>> = {
  cassandra: { id: '999' },
  couchdb: { id: '5984' },
  mariadb: { id: '999' },
  mongo: { id: '999' },
  mysql: { id: '999' },
  postgres: { id: '999', alpine: '70' },
  rabbitmq: { id: '999', alpine: '100' },
  redis: { id: '999' },
};

/** Number of the user to whom the data of a server belongs, which the entry point of its image changes to. */
export function serverUserOf(reference: {
  /** With registry: `docker.io/library/postgres`. */
  name: string;
  tag?: string;
}): string | undefined {
  const { name, tag = '' } = reference;
  const known = serverUsers[officialNameOf(name) ?? ''];
  return (/alpine/.test(tag) && known?.alpine) || known?.id;
}
