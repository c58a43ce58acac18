/** What the engine uses of js-yaml, which brings no types: it runs in browsers and asks for no permission. */
declare module 'js-yaml' {
  export interface Schema {
    readonly name?: never;
  }

  /** Knows no dates: they stay texts. */
  export const CORE_SCHEMA: Schema;

  /**
   * The value of a YAML document.
   *
   * @throws YAMLException for a text that is not YAML
   */
  export function load(
    text: string,
    options?: { json?: boolean; schema?: Schema },
  ): unknown;
}
