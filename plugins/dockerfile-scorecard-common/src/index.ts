/**
 * API types, client and permissions of the Dockerfile Scorecard plugins.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './client';
export * from './permissions';
export * from './types';
export type {
  BaseImage,
  Category,
  Check,
  CheckState,
  Consequence,
  Evaluation,
  JudgedEvaluation,
  Finding,
  Level,
  NextLevel,
  Rule,
  Severity,
  StageReport,
  UnjudgedEvaluation,
} from 'dockerfile-scorecard-engine';
