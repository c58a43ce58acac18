/** What keeps the portal from starting is found before anything long is done. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { root } from '../run';
import { Failure } from './failure';

const DEFAULT_PORT = 7007;

export interface PortalPlace {
  port: number;
  /** Absolute. */
  data: string;
}

/** Where the portal is going to run: PORTAL_PORT and PORTAL_DATA, the latter relative to the root of the repository. */
export function portalPlace(): PortalPlace {
  const { PORTAL_PORT, PORTAL_DATA } = process.env;
  const port = Number(PORTAL_PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Failure(
      `PORTAL_PORT is "${PORTAL_PORT}". Set it to a number from 1 to 65535.`,
    );
  return { port, data: resolve(root, PORTAL_DATA || 'data') };
}

/** @throws Failure when another program listens there */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  const problem = await new Promise<NodeJS.ErrnoException | undefined>(done => {
    server.once('error', done);
    server.listen(port, '127.0.0.1', () => done(undefined));
  });
  server.close();
  if (problem?.code === 'EADDRINUSE')
    throw new Failure(
      `Port ${port} is in use. Stop the program that uses it, or choose another port: PORTAL_PORT=${
        port + 1
      } npx deno task start`,
    );
  if (problem?.code === 'EACCES')
    throw new Failure(
      `Port ${port} needs root. Choose one from 1024 on: PORTAL_PORT=${DEFAULT_PORT} npx deno task start`,
    );
  if (problem) throw problem;
}

/** @throws Failure when the data cannot be kept there */
export function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Failure(
      `${folder} cannot be written (${
        (error as NodeJS.ErrnoException).code
      }). Check its permissions, or keep the data elsewhere: PORTAL_DATA=/path/to/a/folder npx deno task start`,
    );
  }
}
