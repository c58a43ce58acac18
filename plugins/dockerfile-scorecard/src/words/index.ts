export * from './categories';
export * from './counts';
export * from './headline';
export * from './levels';
export * from './sizes';
export * from './states';
export * from './support';
export * from './times';
