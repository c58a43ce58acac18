/**
 * Changes whenever the same Dockerfile may get another verdict: version of the package, hash of sources and facts.
 * Written by `deno task engine-version`.
 *
 * @public
 */
export const ENGINE_VERSION = '0.1.0+4d349c6f531a';
