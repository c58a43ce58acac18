/** Sorts the log of the portal: all of it into a file, to the terminal only what somebody there needs. */
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

/** What the portal says of its start; see packages/backend/src/announce. */
const SCANNED = / announce info Scanned (\d+) of (\d+) services/;
const READY = / announce info Ready: (.*)/;
const LATE = / announce warn (.*)/;
const ERROR = / error /;

export interface LogEvents {
  onScanned(detail: string): void;
  onReady(summary: string): void;
  /** The portal gave up waiting for the first scans. */
  onLate(message: string): void;
  onError(line: string): void;
}

export class PortalLog {
  private readonly file: WriteStream;

  constructor(path: string, private readonly events: LogEvents) {
    this.file = createWriteStream(path);
  }

  read(stream: Readable): void {
    createInterface({ input: stream }).on('line', line => this.take(line));
  }

  private take(painted: string): void {
    const line = stripVTControlCharacters(painted).trimEnd();
    this.file.write(`${line}\n`);
    const scanned = line.match(SCANNED);
    if (scanned) {
      this.events.onScanned(`${scanned[1]} of ${scanned[2]} services`);
      return;
    }
    const ready = line.match(READY);
    if (ready) {
      this.events.onReady(ready[1]);
      return;
    }
    const late = line.match(LATE);
    if (late) this.events.onLate(late[1]);
    else if (ERROR.test(line)) this.events.onError(line);
  }
}
