export { LevelFilter } from './LevelFilter';
