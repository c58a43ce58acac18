export * from './failure';
export * from './useLoader';
export * from './useRules';
export * from './useScans';
export * from './useScorecard';
