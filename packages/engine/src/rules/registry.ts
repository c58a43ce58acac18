import type { RuleDefinition } from './defineRule';
import { cacheBustingOrder } from './efficiency/cacheBustingOrder';
import { cacheInFinalLayer } from './efficiency/cacheInFinalLayer';
import { dependenciesNotLocked } from './efficiency/dependenciesNotLocked';
import { noBytecode } from './efficiency/noBytecode';
import { eolBase } from './images/eolBase';
import { fullBaseImage } from './images/fullBaseImage';
import { imageNotAllowed } from './images/imageNotAllowed';
import { packageRepositoryArchived } from './images/packageRepositoryArchived';
import { unpinnedSuite } from './images/unpinnedSuite';
import { unpinnedTag } from './images/unpinnedTag';
import { devServer } from './operability/devServer';
import { settingWithoutEffect } from './operability/settingWithoutEffect';
import { syntaxError } from './stages/syntaxError';
import { updateBotMissing } from './operability/updateBotMissing';
import { condaEnvRelocated } from './python/condaEnvRelocated';
import { consoleScriptsNotCopied } from './python/consoleScriptsNotCopied';
import { depsNotCopied } from './python/depsNotCopied';
import { editableWithoutSource } from './python/editableWithoutSource';
import { externallyManagedPython } from './python/externallyManagedPython';
import { glibcDowngrade } from './python/glibcDowngrade';
import { installDirNotOnPath } from './python/installDirNotOnPath';
import { interpreterPathMismatch } from './python/interpreterPathMismatch';
import { libcMismatch } from './python/libcMismatch';
import { lockfileMissing } from './python/lockfileMissing';
import { managedPythonNotCopied } from './python/managedPythonNotCopied';
import { prefixNotOnPath } from './python/prefixNotOnPath';
import { pythonMinorMismatch } from './python/pythonMinorMismatch';
import { pythonMinorUnknown } from './python/pythonMinorUnknown';
import { runtimeLibMissing } from './python/runtimeLibMissing';
import { targetNotOnPythonpath } from './python/targetNotOnPythonpath';
import { userBaseNotSearched } from './python/userBaseNotSearched';
import { userInstallNotCopied } from './python/userInstallNotCopied';
import { userInstallUnreadable } from './python/userInstallUnreadable';
import { venvBypassed } from './python/venvBypassed';
import { venvRelocated } from './python/venvRelocated';
import { wheelsLeftInLayer } from './python/wheelsLeftInLayer';
import { wheelsNotInstalled } from './python/wheelsNotInstalled';
import { nonNumericUser } from './security/nonNumericUser';
import { runsAsRoot } from './security/runsAsRoot';
import { secretInBuildArg } from './security/secretInBuildArg';
import { appCodeMissing } from './stages/appCodeMissing';
import { buildProgramMissing } from './stages/buildProgramMissing';
import { buildToolInFinal } from './stages/buildToolInFinal';
import { copiesEverything } from './stages/copiesEverything';
import { copiesInterpreter } from './stages/copiesInterpreter';
import { copySourceMissing } from './stages/copySourceMissing';
import { deadStage } from './stages/deadStage';
import { devDepsInFinal } from './stages/devDepsInFinal';
import { devPackageInFinal } from './stages/devPackageInFinal';
import { downloadedDataNotCopied } from './stages/downloadedDataNotCopied';
import { downloadedDataUnreadable } from './stages/downloadedDataUnreadable';
import { downloadSourceGone } from './stages/downloadSourceGone';
import { entrypointMissing } from './stages/entrypointMissing';
import { execFormNotJson } from './stages/execFormNotJson';
import { finalInheritsBuilder } from './stages/finalInheritsBuilder';
import { healthcheckToolMissing } from './stages/healthcheckToolMissing';
import { goModuleMissing } from './stages/goModuleMissing';
import { hostVenvOverwrites } from './stages/hostVenvOverwrites';
import { installWithoutRootRule } from './stages/installWithoutRoot';
import { outputFolderMissing } from './stages/outputFolderMissing';
import { purgeInLaterLayer } from './stages/purgeInLaterLayer';
import { pythonNotSplit } from './stages/pythonNotSplit';
import { shellFormArguments } from './stages/shellFormArguments';
import { shellNeededButAbsent } from './stages/shellNeededButAbsent';
import { systemPackageUnavailable } from './stages/systemPackageUnavailable';
import { testsOrVcsCopied } from './stages/testsOrVcsCopied';
import { toolchainInFinal } from './stages/toolchainInFinal';
import { unknownCopyFrom } from './stages/unknownCopyFrom';
import { wrongFinalStage } from './stages/wrongFinalStage';

/** Every rule, in the order in which checks are listed. */
export const RULES: readonly RuleDefinition[] = [
  condaEnvRelocated,
  consoleScriptsNotCopied,
  depsNotCopied,
  editableWithoutSource,
  externallyManagedPython,
  glibcDowngrade,
  installDirNotOnPath,
  interpreterPathMismatch,
  libcMismatch,
  lockfileMissing,
  managedPythonNotCopied,
  prefixNotOnPath,
  pythonMinorMismatch,
  pythonMinorUnknown,
  runtimeLibMissing,
  targetNotOnPythonpath,
  userBaseNotSearched,
  userInstallNotCopied,
  userInstallUnreadable,
  venvBypassed,
  venvRelocated,
  wheelsLeftInLayer,
  wheelsNotInstalled,
  appCodeMissing,
  buildProgramMissing,
  buildToolInFinal,
  copiesEverything,
  copiesInterpreter,
  copySourceMissing,
  deadStage,
  devDepsInFinal,
  devPackageInFinal,
  downloadedDataNotCopied,
  downloadedDataUnreadable,
  downloadSourceGone,
  entrypointMissing,
  execFormNotJson,
  finalInheritsBuilder,
  healthcheckToolMissing,
  goModuleMissing,
  hostVenvOverwrites,
  installWithoutRootRule,
  outputFolderMissing,
  purgeInLaterLayer,
  pythonNotSplit,
  shellFormArguments,
  shellNeededButAbsent,
  systemPackageUnavailable,
  testsOrVcsCopied,
  toolchainInFinal,
  unknownCopyFrom,
  wrongFinalStage,
  eolBase,
  fullBaseImage,
  imageNotAllowed,
  packageRepositoryArchived,
  unpinnedSuite,
  unpinnedTag,
  nonNumericUser,
  runsAsRoot,
  secretInBuildArg,
  cacheBustingOrder,
  cacheInFinalLayer,
  dependenciesNotLocked,
  noBytecode,
  devServer,
  settingWithoutEffect,
  syntaxError,
  updateBotMissing,
];
