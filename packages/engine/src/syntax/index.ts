export { formatSyntaxTree } from './format';
export { positionAt, rangeAt, type LineMap } from './lineMap';
export * from './instructions';
export { parseDockerfile } from './parse';
export { printDockerfile } from './print';
export * from './types';
