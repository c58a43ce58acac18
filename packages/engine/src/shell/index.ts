export {
  expandWord,
  expandWords,
  resolveHeredoc,
  resolveWord,
  resolveWords,
  type Environment,
  type ExpandOptions,
} from './expand';
export * from './types';
export { commandOf, type EffectiveCommand } from './commandOf';
export { mustSucceed } from './mustSucceed';
export { LayeredEnvironment } from './environment';
export { DEFAULT_SHELL, scriptOfRun, type RunScript } from './runScriptSource';
export { runScript, type ScriptRun } from './runScript';
export {
  parseShellScript,
  type ScriptOptions,
  type ShellScript,
} from './script';
