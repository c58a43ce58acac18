/** Variables that only one program reads. */
export interface ServerSettings {
  variables: RegExp;
  /** Programs that read them; another program that is started ignores them. */
  readers: readonly string[];
  /** How a person names the reader. */
  reader: string;
  source: string;
}

/** Settings of the commands of servers, as of 2026-11. */
export const SERVER_SETTINGS: readonly ServerSettings[] = [
  {
    variables: /^FLASK_RUN_[A-Z_]+$/,
    readers: ['flask'],
    reader: '`flask run`',
    source: 'https://flask.palletsprojects.com/en/stable/cli/',
  },
  {
    variables: /^UVICORN_[A-Z_]+$/,
    readers: ['uvicorn'],
    reader: 'the command `uvicorn`',
    source: 'https://www.uvicorn.org/settings/',
  },
  {
    variables: /^GRANIAN_[A-Z_]+$/,
    readers: ['granian'],
    reader: 'the command `granian`',
    source: 'https://github.com/emmett-framework/granian#options',
  },
];

/** Servers in Python that are started by a command of their own. */
export const PYTHON_SERVERS: ReadonlySet<string> = new Set(
  'daphne granian gunicorn hypercorn uvicorn uwsgi waitress-serve'.split(' '),
);

/**
 * FLASK_ENV was removed in this version of Flask, of 2023-04-25.
 * Source: https://flask.palletsprojects.com/en/stable/changes/#version-2-3-0
 */
export const FLASK_WITHOUT_ENVIRONMENT = { major: 2, minor: 3 };
