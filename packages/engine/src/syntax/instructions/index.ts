export { typeInstruction, type TypedResult } from './typeInstruction';
export { typeInstructions, type TypedDockerfile } from './validate';
export * from './types';
