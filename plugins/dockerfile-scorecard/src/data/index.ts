export * from './failure';
export * from './rescan';
export * from './useFixes';
export * from './useLoader';
export * from './useReloadOn';
export * from './useRules';
export * from './useScans';
export * from './useScorecard';
