import { shorten } from '../nodeArguments';
import type { Argument } from '../types';
import type { Problems } from './problems';
import { nearest } from './suggest';
import type { RunMount } from './types';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const SHARING = ['shared', 'private', 'locked'] as const;
const KEYS = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'readwrite',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'env',
  'src',
  'dst',
  'destination',
  'ro',
  'rw',
];

/** Other spellings of a key. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
]);

/** Splits at commas, with double quotes as in CSV. Undefined where a quote is not closed or stands inside a field. */
export function splitFields(text: string): string[] | undefined {
  const fields: string[] = [];
  let index = 0;
  while (index <= text.length) {
    if (text[index] === '"') {
      const field = readQuotedField(text, index + 1);
      if (field === undefined) {
        return undefined;
      }
      fields.push(field.value);
      index = field.end + 1;
    } else {
      const comma = text.indexOf(',', index);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(index, end);
      if (field.includes('"')) {
        return undefined;
      }
      fields.push(field);
      index = end + 1;
    }
  }
  return fields;
}

function readQuotedField(
  text: string,
  start: number,
): { value: string; end: number } | undefined {
  let value = '';
  let index = start;
  for (;;) {
    const quote = text.indexOf('"', index);
    if (quote < 0) {
      return undefined;
    }
    value += text.slice(index, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      index = quote + 2;
      continue;
    }
    const closed = quote + 1 === text.length || text[quote + 1] === ',';
    return closed ? { value, end: quote + 1 } : undefined;
  }
}

class MountReader {
  private readonly values = new Map<string, string>();
  private type: RunMount['type'] = 'bind';
  private readonly: boolean | undefined;

  constructor(
    private readonly flag: Argument,
    private readonly problems: Problems,
  ) {}

  read(fields: readonly string[]): RunMount {
    for (const field of fields) {
      this.readField(field);
    }
    this.validate();
    const writable = this.type === 'cache' || this.type === 'tmpfs';
    const from = this.values.get('from');
    const sharing = this.values.get('sharing');
    return {
      type: this.type,
      from:
        from === undefined
          ? undefined
          : { value: from, range: this.flag.range },
      source: this.values.get('source'),
      target: this.values.get('target'),
      id: this.values.get('id'),
      readonly: this.readonly ?? !writable,
      required: this.values.get('required') === 'true',
      sharing: SHARING.find(known => known === sharing),
      size: this.values.get('size'),
      mode: this.values.get('mode'),
      uid: this.values.get('uid'),
      gid: this.values.get('gid'),
      env: this.values.get('env'),
      range: this.flag.range,
    };
  }

  private reject(message: string, code = 'invalid-mount'): void {
    this.problems.add(code, message, this.flag.range);
  }

  private readField(field: string): void {
    const equals = field.indexOf('=');
    const written = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const key = ALIASES.get(written) ?? written;
    if (equals < 0) {
      this.readWord(key, field);
      return;
    }
    const value = field.slice(equals + 1);
    if (!value.includes('$')) {
      this.readPair(key, value);
    } else if (key === 'from') {
      this.reject(
        'from= of --mount knows no variables: add a stage FROM the image with a name and write that name.',
        'mount-from-variable',
      );
    } else if (key !== 'type') {
      this.values.set(key, value);
    }
  }

  /** Keys that stand without a value. */
  private readWord(key: string, field: string): void {
    if (key === 'readonly' || key === 'readwrite') {
      this.readonly = key === 'readonly';
    } else if (key === 'required') {
      this.readRequired(true);
    } else {
      this.reject(
        `"${shorten(
          field,
        )}" in --mount is no key=value pair: write for example type=cache,target=/root/.cache.`,
      );
    }
  }

  private readRequired(required: boolean): void {
    if (this.type !== 'secret' && this.type !== 'ssh') {
      this.reject(
        `required belongs to secret and ssh mounts: put type=secret in front of it or remove it.`,
      );
    } else {
      this.values.set('required', String(required));
    }
  }

  private readPair(key: string, value: string): void {
    switch (key) {
      case 'type':
        this.readType(value);
        return;
      case 'readonly':
      case 'readwrite':
      case 'required':
        this.readBoolean(key, value);
        return;
      case 'sharing':
        if (!SHARING.some(known => known === value)) {
          this.reject(
            `sharing is one of ${SHARING.join(', ')}, not ${shorten(value)}.`,
          );
        }
        break;
      case 'mode':
        if (!/^[0-7]+$/.test(value)) {
          this.reject(
            `mode is an octal number such as 0755, not ${shorten(value)}.`,
          );
        }
        break;
      case 'uid':
      case 'gid':
        if (!/^\d+$/.test(value)) {
          this.reject(`${key} is a number, not ${shorten(value)}.`);
        }
        break;
      default:
        if (!KEYS.includes(key)) {
          this.rejectKey(key);
          return;
        }
    }
    this.values.set(key, value);
  }

  private rejectKey(key: string): void {
    const meant = nearest(key, KEYS);
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    this.reject(`--mount has no key ${shorten(key)}.${hint}`);
  }

  private readType(value: string): void {
    const type = TYPES.find(known => known === value.toLowerCase());
    if (type === undefined) {
      this.reject(
        `A mount is one of ${TYPES.join(', ')}, not ${shorten(value)}.`,
      );
    } else {
      this.type = type;
    }
  }

  private readBoolean(key: string, text: string): void {
    const value = parseGoBoolean(text);
    if (value === undefined) {
      this.reject(`${key} is true or false, not ${shorten(text)}.`);
    } else if (key === 'required') {
      this.readRequired(value);
    } else {
      this.readonly = (key === 'readonly') === value;
    }
  }

  private validate(): void {
    const { type, values } = this;
    if (type === 'bind' || type === 'tmpfs') {
      for (const key of ['mode', 'uid', 'gid']) {
        if (values.has(key)) {
          this.reject(`${key} is not for ${type} mounts: remove it.`);
        }
      }
    }
    if (type !== 'tmpfs' && values.has('size')) {
      this.reject('size is for tmpfs mounts only: remove it.');
    }
    if (type !== 'cache' && values.has('sharing')) {
      this.reject('sharing is for cache mounts only: remove it.');
    }
    if (type !== 'secret' && values.has('env')) {
      this.reject('env is for secret mounts only: remove it.');
    }
    if (type === 'secret') {
      this.validateSecret();
    }
  }

  private validateSecret(): void {
    const { values } = this;
    if (values.has('from')) {
      this.reject(
        'A secret comes from the build command, not from a stage: remove from=.',
      );
    }
    if (values.has('source') && values.has('id')) {
      this.reject('source and id both name the secret: keep id.');
    }
    if (!values.has('source') && !values.has('id') && !values.has('target')) {
      this.reject('A secret mount needs an id: write type=secret,id=name.');
    }
  }
}

/** What Go's `strconv.ParseBool` accepts. */
function parseGoBoolean(text: string): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) {
    return true;
  }
  return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)
    ? false
    : undefined;
}

/**
 * Reads `--mount=…` of RUN. Values with variables are kept as written: BuildKit checks them when it knows the variables.
 * Source: https://docs.docker.com/reference/dockerfile/#run---mount
 */
export function readMount(
  flag: Argument,
  problems: Problems,
): RunMount | undefined {
  const fields = splitFields(flag.value);
  if (fields === undefined) {
    problems.add(
      'invalid-mount',
      'A double quote in --mount must enclose a whole key=value pair.',
      flag.range,
    );
    return undefined;
  }
  return new MountReader(flag, problems).read(fields);
}
