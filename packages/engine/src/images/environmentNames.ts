import type { ImageFacts } from './types';

/**
 * Names of the variables that images set, as far as their Dockerfiles are known; whatever else a file reads is not set there.
 * Sources: github.com/docker-library, github.com/nginx/docker-nginx, github.com/GoogleContainerTools/distroless
 */
const SET_BY: Readonly<Record<string, RegExp>> = {
  scratch: /^$/,
  debian: /^$/,
  ubuntu: /^(?:LANG|APP_\w+)$/,
  alpine: /^$/,
  busybox: /^$/,
  distroless: /^(?:SSL_CERT_FILE|LANG)$/,
  python: /^(?:LANG|GPG_KEY|PYTHON_\w+)$/,
  uv: /^(?:LANG|GPG_KEY|PYTHON_\w+|UV_TOOL_BIN_DIR)$/,
  node: /^(?:NODE|YARN)_VERSION$/,
  golang: /^(?:GOLANG_VERSION|GOPATH|GOTOOLCHAIN)$/,
  ruby: /^(?:LANG|GEM_HOME|RUBY_\w+|BUNDLE_\w+)$/,
  php: /^(?:PHP\w*|GPG_KEYS|APACHE_\w+)$/,
  'eclipse-temurin': /^(?:JAVA_\w+|LANG|LANGUAGE|LC_ALL)$/,
  nginx: /^(?:NGINX_VERSION|NJS_\w+|PKG_RELEASE|DYNPKG_RELEASE|ACME_VERSION)$/,
};

/** Settings of tools: an image that has them is one whose facts tell so. */
const SETTINGS =
  /^(?:UV|PIP|PIPX|POETRY|PDM|PIPENV|NPM_CONFIG|YARN|XDG|WORKON)_|^PYTHON[A-Z]|^(?:HOME|VIRTUAL_ENV|NODE_ENV|CONDA_PREFIX|CONDA_DIR|MAMBA_ROOT_PREFIX|SHELLOPTS|PATH)$/;

/** Whether an image may set a variable that its facts do not tell of. */
export function mayAlsoSet(
  facts: ImageFacts | undefined,
  name: string,
): boolean {
  const names = SET_BY[facts?.entry ?? ''];
  return names === undefined ? !SETTINGS.test(name) : names.test(name);
}
