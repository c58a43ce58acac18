import type { FixMaker } from '../types';
import {
  jreBase,
  pinSuite,
  pinTag,
  slimBase,
  supportedBase,
} from './baseImage';
import { compileBytecode } from './bytecode';
import { carryPackages } from './copies';
import { completeDockerignore } from './ignoreFile';
import {
  notEditable,
  withoutCache,
  shipService,
  withoutDevelopment,
  withoutReload,
  withoutStage,
} from './layers';
import { manifestsFirst, purgeInSameLayer } from './order';
import { renamePackages } from './packages';
import { commandsOnPath, jsonForm, packagesOnPath } from './start';
import { numericUser, runAsUser } from './user';

/** Who makes the fixes of a rule. */
export const FIX_MAKERS: Readonly<Record<string, FixMaker | undefined>> = {
  'cache-busting-order': manifestsFirst,
  'cache-in-final-layer': withoutCache,
  'console-scripts-not-copied': carryPackages,
  'dead-stage': withoutStage,
  'deps-not-copied': carryPackages,
  'dev-deps-in-final': withoutDevelopment,
  'editable-without-source': notEditable,
  'eol-base': supportedBase,
  'exec-form-not-json': jsonForm,
  'full-base-image': slimBase,
  'install-dir-not-on-path': commandsOnPath,
  'no-bytecode': compileBytecode,
  'non-numeric-user': numericUser,
  'package-repository-archived': supportedBase,
  'prefix-not-on-path': packagesOnPath,
  'purge-in-later-layer': purgeInSameLayer,
  'runs-as-root': runAsUser,
  'system-package-unavailable': renamePackages,
  'target-not-on-pythonpath': packagesOnPath,
  'tests-or-vcs-copied': completeDockerignore,
  'toolchain-in-final': jreBase,
  'unpinned-suite': pinSuite,
  'unpinned-tag': pinTag,
  'user-install-not-copied': carryPackages,
  'dev-server': withoutReload,
  'venv-bypassed': commandsOnPath,
  'wrong-final-stage': shipService,
};
