export * from './campaigns';
export { fullServices } from './serviceDetails';
export * from './queue';
export * from './queries';
export * from './results';
export * from './sync';
export * from './waivers';
