export * from './useQueryState';
export * from './useServiceTab';
