import type { Range } from '../../syntax/types';
import { defineRule, failWith, notApplicable, type Draft } from '../defineRule';

const SECRET =
  /(?:^|_)(?:password|passwd|pword|passphrase|pass|secret|secrets|token|apikey|api_key|auth|credential|credentials|private_key|access_key|secret_key|ssh_key|encryption_key)(?:$|_)/i;
/** Names that only sound secret. */
const HARMLESS =
  /public|_count$|_limits?$|_max$|_min$|_size$|_verify$|_lifetime$|_duration$|_interval$|_retries$|_server$|_domain$|_audience$|_file$|_path$|_version$|_url$|_uri$|_name$|_type$|_dir$|_host$|_port$|_length$|_timeout$|_expir|_ttl$|_id$|_method$|_mode$|_enabled$|_required$|_sock$|_policy$|_header$|_issuer$|_algorithm$|^auth_(?:ldap|type|backend)|_user$|allow_empty|random_|_provider$|_endpoint$|_realm$|_scheme$|_class$/i;
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;
const PLACEHOLDER =
  /^(?:|true|false|null|none|changeme|change-me|change_me|dummy|placeholder|example|test|xxx+|0|1|\*+|<[^>]*>|your[-_].*|not-?set|unset|build|fake.*|todo)$/i;

interface Variable {
  name: string;
  value: string | undefined;
  range: Range;
  keyword: 'ARG' | 'ENV';
}

/** Prefixes of tokens that services hand out. */
const TOKEN =
  /^(?:gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[abprs]-|sk-|npm_|pypi-|eyJ|AIza|hvs\.|dop_v1_)/;

/** Made by a generator, not thought up as an example or a default. */
function looksGenerated(text: string): boolean {
  if (TOKEN.test(text)) return true;
  if (text.length < 16 || /[\s*<>]/.test(text)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter(pattern =>
    pattern.test(text),
  ).length;
  return classes >= 2 && !/[-_.][a-z]{3,}[-_.]?/i.test(text);
}

/** An address inside the test network with the password that everyone uses is a default, not a secret. */
function isDefaultAddress(text: string): boolean {
  const [, password = '', host = ''] =
    text.match(/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@([^/\s:?]*)/i) ??
    [];
  return (
    !password.includes('$') &&
    (!host.includes('.') || /^(?:127\.|localhost)/.test(host)) &&
    !looksGenerated(password)
  );
}

/** Nothing, a switch, a file or an address, or a number that is no password: who reads the image learns no secret from it. */
function isNoSecret(
  name: string,
  keyword: Variable['keyword'],
  text: string,
): boolean {
  if (text === '') return keyword === 'ENV';
  return (
    /^(?:true|false|yes|no|on|off|none|\/[\w./-]+|https?:\/\/[^\s@]*)$/i.test(
      text,
    ) ||
    (/^\d{1,6}$/.test(text) && !/pass|pwd/i.test(name))
  );
}

function draftOf({ name, value, range, keyword }: Variable): Draft | undefined {
  const text = (value ?? '').replace(/^["']|["']$/g, '');
  const stays =
    keyword === 'ARG'
      ? 'stays in the history and the provenance of the image'
      : 'is part of the image for everyone who pulls it';
  const cure =
    'Use `RUN --mount=type=secret,id=… ` while building, or give it to the container when it starts.';
  if (CREDENTIALS_IN_URL.test(text)) {
    return {
      ...(isDefaultAddress(text) && { severity: 'high' as const }),
      message:
        `${keyword} ${name} holds an address with credentials, which ${stays}. ${cure}`.replace(
          '… `',
          '…`',
        ),
      range,
    };
  }
  if (
    !SECRET.test(name) ||
    HARMLESS.test(name) ||
    isNoSecret(name, keyword, text)
  )
    return undefined;
  const literal = text !== '' && !PLACEHOLDER.test(text) && !/^\$/.test(text);
  return {
    message: `${keyword} ${name} looks like a secret, and ${
      keyword === 'ARG' && !literal ? 'what is given for it' : 'its value'
    } ${stays}. ${cure}`.replace('… `', '…`'),
    range,
    severity: literal && looksGenerated(text) ? 'critical' : 'high',
  };
}

export const secretInBuildArg = defineRule({
  id: 'secret-in-build-arg',
  title: 'A secret is given as ARG or ENV',
  category: 'security',
  severity: 'critical',
  level: 'bronze',
  weight: 6,
  aliases: ['SecretsUsedInArgOrEnv', 'DL3064', 'DS-0031'],
  docs: {
    what: 'Finds ARG and ENV whose name says that they hold a secret, or whose value is an address with credentials.',
    why: 'ENV is readable in the image; ARG stays in its history and provenance. Deleting it later does not help.',
    example:
      'ARG PIP_INDEX_URL=https://user:${TOKEN}@pypi.example.com/simple\nRUN pip install -r requirements.txt',
    instead:
      'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    pip install -r requirements.txt',
    exceptions:
      'Names that only point to a secret (`…_FILE`, `…_PATH`) or are public (`PUBLIC_KEY`) are fine. An ARG without a value and a default such as `postgres` are of high severity.',
  },
  check(build) {
    const variables: Variable[] = [];
    for (const { instructions } of build.stages) {
      for (const { instruction } of instructions) {
        if (instruction.kind === 'ARG') {
          for (const { name, default: value, nameRange } of instruction.args)
            variables.push({ name, value, range: nameRange, keyword: 'ARG' });
        } else if (instruction.kind === 'ENV') {
          for (const { name, value, nameRange } of instruction.pairs)
            variables.push({ name, value, range: nameRange, keyword: 'ENV' });
        }
      }
    }
    if (variables.length === 0) return notApplicable('There are no variables.');
    return failWith(variables.flatMap(variable => draftOf(variable) ?? []));
  },
});
