export * from './categories';
export * from './check';
export * from './finding';
export { hashOf } from './hash';
export * from './levels';
export * from './problem';
export * from './range';
export { asReason } from './sentences';
export * from './severities';
