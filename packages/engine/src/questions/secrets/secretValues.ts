/** Names of variables that hold secrets. */
const SECRET =
  /(?:^|_)(?:password|passwd|pword|passphrase|pass|secret|secrets|token|apikey|api_key|credential|credentials|private_key|access_key|secret_key|ssh_key|encryption_key)(?:$|_)|(?:^|_)auth$/i;

/** Ends of names that tell of a secret without being one. */
const HARMLESS_ENDS =
  'adapter age algorithm arn audience backend branch bucket checksum class commit count days digest dir domain driver duration enabled encoding endpoint engine file format hash hasher hashers header host hours id interval issuer length lifetime limits? location manager max md5 method middleware min minutes mode model name namespace path plugin policy port prefix provider realm ref refresh region repo required retries revision rounds salt scheme seconds server service sha1 sha256 sha512 size sock store strategy timeout ttl type uri url user validator validators verify version'
    .split(' ')
    .join('|');
const HARMLESS = new RegExp(
  `public|_(?:${HARMLESS_ENDS})$|_expir|^auth_(?:ldap|type|backend)|allow_empty|random_|kubernetes_secret$|^etcd_initial_cluster_token$`,
  'i',
);

const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;
/** `jdbc:postgresql://db/x?user=u&password=…` */
const SECRET_IN_QUERY =
  /:\/\/[^\s?]*\?(?:[^\s]*[&;])?(?:password|passwd|pwd|token|access_?token|api_?key|secret|client_?secret)=([^&;\s]+)/i;

/** Stands where a value has yet to be put. */
const BLANK =
  /^(?:|null|none|nil|undefined|[x*]{3,}|\**(?:none|set_?me|change_?me|define_?me|override_?me|replace_?me|fill_?me_?in|to_?be_?(?:set|defined|replaced))\**|(?:change|replace|override)[-_]?this.*|(?:dummy|placeholder|example|fake|insert)(?:$|[-_ ].*)|ignored?|unknown|default|disabled|<[^>]*>|%[^%]*%|@\w+@|your?[-_ ].*|not-?set|unset|todo|tbd|0{4,})$/i;
/** A switch, a file or an address. */
const NO_SECRET =
  /^(?:true|false|yes|no|on|off|trust|basic|bearer|ldap|oauth2?|oidc|peer|ident|md5|scram-sha-256|\/[\w./-]+|https?:\/\/[^\s@]*)$/i;

/** Prefixes of tokens that services hand out. */
const TOKEN =
  /^(?:gh[pousr]_|github_pat_|glpat-|AKIA|ASIA|xox[abprs]-|sk-|npm_|pypi-|eyJ|AIza|hvs\.|dop_v1_)/;

/** Whether the name of a variable tells that it holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

/** Whether a text holds an address with a user and a password, or with a token in its query. */
export function holdsCredentials(text: string): boolean {
  const inQuery = text.match(SECRET_IN_QUERY)?.[1];
  return (
    CREDENTIALS_IN_URL.test(text) ||
    (inQuery !== undefined && !isBlank(inQuery) && !inQuery.startsWith('$'))
  );
}

function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Passwords that stand in every manual. */
const COMMON =
  /^(?:password|passwd|pass|postgres|mysql|mongo|redis|rabbitmq|guest|admin|root|user|test|secret|changeme|backup|default|docker|vagrant|minioadmin|pw|pwd|passw0rd|qwerty)?\d{0,6}$/i;

/** Who reads it learns no secret. A number is none, unless it is a password. */
export function isNoSecret(name: string, text: string): boolean {
  return (
    BLANK.test(text) ||
    NO_SECRET.test(text) ||
    (/^\d{1,6}$/.test(text) && !/pass|pwd/i.test(name))
  );
}

/** Made by a generator, not thought up as an example or a default. */
export function looksGenerated(text: string): boolean {
  if (TOKEN.test(text)) return true;
  if (text.length < 16 || /[\s*<>]/.test(text)) return false;
  // a checksum, as far as anyone can tell
  if (/^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128})$/i.test(text))
    return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter(pattern =>
    pattern.test(text),
  ).length;
  return classes >= 2 && !/[-_.][a-z]{3,}[-_.]?/i.test(text);
}

/** An address inside the test network with the password that everyone uses is a default, not a secret. */
export function isDefaultAddress(text: string): boolean {
  const inQuery = text.match(SECRET_IN_QUERY)?.[1];
  if (inQuery !== undefined)
    return COMMON.test(inQuery) && !looksGenerated(inQuery);
  const [, password = '', host = ''] =
    text.match(/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@([^/\s:?]*)/i) ??
    [];
  if (COMMON.test(password) || isBlank(password)) return true;
  return (
    !password.includes('$') &&
    (!host.includes('.') || /^(?:127\.|localhost)/.test(host)) &&
    !looksGenerated(password)
  );
}
