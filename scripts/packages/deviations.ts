/** What publint and attw say of our tarballs and why we keep it; everything else fails the check. */

interface Deviation {
  /** The code of the tool. */
  code: string;
  /** Packages that it is accepted for; all of them without a list. */
  packages?: readonly string[];
  why: string;
}

const FRONTEND = ['backstage-plugin-dockerfile-scorecard'];
const LIBRARIES = [
  'dockerfile-scorecard-engine',
  'backstage-plugin-dockerfile-scorecard-common',
];
const BACKEND = [
  'backstage-plugin-dockerfile-scorecard-backend',
  'backstage-plugin-scaffolder-backend-module-dockerfile-scorecard',
];

export const acceptedDeviations: readonly Deviation[] = [
  {
    code: 'USE_TYPE',
    why: 'Backstage packages have no type field; with one, Node would not load the ES modules that lie beside the CommonJS ones',
  },
  {
    code: 'FILE_INVALID_FORMAT',
    packages: [...FRONTEND, ...LIBRARIES],
    why: 'Backstage builds ES modules as .esm.js, for bundlers; Node takes the CommonJS files',
  },
  {
    code: 'HAS_MODULE_BUT_NO_EXPORTS',
    packages: ['backstage-plugin-dockerfile-scorecard-common'],
    why: 'the format of Backstage for libraries: bundlers read module, Node reads main',
  },
  {
    code: 'EXPORTS_VALUE_INVALID',
    packages: [...FRONTEND, ...BACKEND],
    why: 'the condition "backstage" tells the app what kind of feature an entry point has; it is read by Backstage, never resolved',
  },
  {
    code: 'CJS_WITH_ESMODULE_DEFAULT_EXPORT',
    packages: BACKEND,
    why: 'backend.add(import(…)) takes the default export, as of every Backstage backend feature',
  },
  {
    code: 'CJSOnlyExportsDefault',
    packages: BACKEND,
    why: 'backend.add(import(…)) takes the default export, as of every Backstage backend feature',
  },
  {
    code: 'UnexpectedModuleSyntax',
    packages: [...FRONTEND, 'dockerfile-scorecard-engine'],
    why: 'without a type field, bundlers, Deno and Node from 22.7 on tell ES modules by their syntax',
  },
  {
    code: 'EXPORTS_TYPES_INVALID_FORMAT',
    packages: ['dockerfile-scorecard-engine'],
    why: 'the engine has no default export, so it does not matter as what the declarations are read',
  },
  {
    code: 'NamedExports',
    packages: ['backstage-plugin-dockerfile-scorecard-common'],
    why: 'what is named are types of the engine, which exist in no JavaScript; attw does not load the engine to see that',
  },
  {
    code: 'NoTypes',
    packages: ['dockerfile-scorecard'],
    why: 'a command, with nothing to import',
  },
];

export function isAccepted(name: string, code: string): boolean {
  return acceptedDeviations.some(
    one => one.code === code && (one.packages?.includes(name) ?? true),
  );
}
