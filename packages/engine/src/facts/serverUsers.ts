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

/**
 * Official images whose entry point starts their server as another user when the container starts as root, by the first word of
 * the command that it does so for. Sources: the `docker-entrypoint.sh` of each image (github.com/docker-library, -/neo4j/docker-neo4j,
 * -/apache/couchdb-docker); Mosquitto changes its user by itself (mosquitto.conf, `user`).
 */
const STEPPED_DOWN: Readonly<Record<string, RegExp>> = {
  cassandra: /^cassandra$/,
  couchdb: /couchdb$/,
  'eclipse-mosquitto': /mosquitto$/,
  ghost: /^node$/,
  mariadb: /^(?:mariadbd|mysqld)$/,
  mongo: /^mongo[ds]$/,
  mysql: /^mysqld$/,
  neo4j: /^neo4j$/,
  postgres: /^postgres$/,
  rabbitmq: /^rabbitmq/,
  redis: /^redis-server$|\.conf$/,
  redmine: /^(?:rails|passenger|rake)$/,
  zookeeper: /^zkServer\.sh$/,
};

/** The entry point of an official image changes the user for the servers of the image. */
export function stepsDown(name: string): boolean {
  return (officialNameOf(name) ?? '') in STEPPED_DOWN;
}

/**
 * Whether the entry point of an image changes the user for a command.
 *
 * @param name - of the image, with registry
 * @param command - first word of the CMD; undefined for that of the image
 */
export function stepsDownFor(
  name: string,
  command: string | undefined,
): boolean {
  const pattern = STEPPED_DOWN[officialNameOf(name) ?? ''];
  return (
    pattern !== undefined &&
    // an option is passed to the server
    (command === undefined || command.startsWith('-') || pattern.test(command))
  );
}

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
