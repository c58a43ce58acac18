import type { FixMaker } from '../types';
import { alignBases } from './align';
import {
  jreBase,
  pinSuite,
  pinTag,
  slimBase,
  supportedBase,
} from './baseImage';
import { provideProgram } from './buildPrograms';
import { compileBytecode } from './bytecode';
import { carryPackages } from './copies';
import {
  installWheels,
  keepPath,
  mountWheels,
  onlyEnvironment,
} from './copyPaths';
import { livingSource } from './downloads';
import {
  activate,
  carryPython,
  intoEnvironment,
  outOfHome,
} from './environment';
import { makeFolder } from './folders';
import { completeDockerignore } from './ignoreFile';
import {
  notEditable,
  shipService,
  withoutCache,
  withoutDevelopment,
  withoutReload,
  withoutStage,
} from './layers';
import { manifestsFirst, purgeInSameLayer } from './order';
import { renamePackages } from './packages';
import { copyWhatIsThere, repeatArgument } from './missingSource';
import { makeEnvironment } from './pipEnvironment';
import { productionServer } from './productionServer';
import { secretMount } from './secrets';
import { withoutVariable } from './settings';
import { copySource } from './source';
import { commandsOnPath, jsonForm, packagesOnPath } from './start';
import { runtimeLibrary, runtimeOnly } from './systemPackages';
import { execForm, withoutTool } from './tools';
import { numericUser, runAsUser } from './user';

/** Asks several makers, in this order. */
function firstOf(...makers: readonly FixMaker[]): FixMaker {
  return (build, finding) => makers.flatMap(make => make(build, finding));
}

/** Who makes the fixes of a rule. */
export const FIX_MAKERS: Readonly<Record<string, FixMaker | undefined>> = {
  'app-code-missing': copySource,
  'build-program-missing': provideProgram,
  'build-tool-in-final': withoutTool,
  'cache-busting-order': manifestsFirst,
  'cache-in-final-layer': withoutCache,
  'conda-env-relocated': keepPath,
  'console-scripts-not-copied': firstOf(carryPackages, intoEnvironment),
  'copies-everything': onlyEnvironment,
  'copy-source-missing': firstOf(repeatArgument, copyWhatIsThere),
  'dead-stage': withoutStage,
  'deps-not-copied': firstOf(repeatArgument, carryPackages, intoEnvironment),
  'dev-deps-in-final': withoutDevelopment,
  'dev-package-in-final': runtimeOnly,
  'dev-server': firstOf(withoutReload, productionServer),
  'download-source-gone': livingSource,
  'editable-without-source': notEditable,
  'eol-base': supportedBase,
  'exec-form-not-json': jsonForm,
  'externally-managed-python': makeEnvironment,
  'full-base-image': slimBase,
  'glibc-downgrade': alignBases,
  'install-dir-not-on-path': commandsOnPath,
  'interpreter-path-mismatch': alignBases,
  'libc-mismatch': alignBases,
  'managed-python-not-copied': firstOf(carryPython, alignBases),
  'no-bytecode': compileBytecode,
  'non-numeric-user': numericUser,
  'output-folder-missing': makeFolder,
  'package-repository-archived': supportedBase,
  'prefix-not-on-path': packagesOnPath,
  'purge-in-later-layer': purgeInSameLayer,
  'python-minor-mismatch': alignBases,
  'runs-as-root': runAsUser,
  'runtime-lib-missing': runtimeLibrary,
  'secret-in-build-arg': secretMount,
  'setting-without-effect': withoutVariable,
  'shell-needed-but-absent': execForm,
  'system-package-unavailable': renamePackages,
  'target-not-on-pythonpath': packagesOnPath,
  'tests-or-vcs-copied': completeDockerignore,
  'toolchain-in-final': firstOf(jreBase, runtimeOnly),
  'unpinned-suite': pinSuite,
  'unpinned-tag': pinTag,
  'user-install-not-copied': firstOf(carryPackages, intoEnvironment),
  'user-install-unreadable': outOfHome,
  'venv-bypassed': firstOf(activate, commandsOnPath),
  'venv-relocated': keepPath,
  'wheels-left-in-layer': mountWheels,
  'wheels-not-installed': installWheels,
  'wrong-final-stage': shipService,
};
