/**
 * A place in the Dockerfile: `line` counts from 1, `column` counts UTF-16 code units from 0 (as the Language Server Protocol does).
 *
 * @public
 */
export interface Position {
  line: number;
  column: number;
}

/**
 * A span of the Dockerfile; `end` is exclusive.
 *
 * @public
 */
export interface Range {
  start: Position;
  end: Position;
}
