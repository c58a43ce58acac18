export * from './useQueryState';
export * from './useServiceTab';
export { useFleetPage } from './useFleetPage';
export * from './usePlayground';
