export { connect, migrate, migrationsFolder } from './migrations';
export { levelOf, rankOf, UNSCORED } from './levels';
export { after, databaseNow, NEVER, toDate, toIso } from './time';
export { readTransaction } from './readTransaction';
export type * from './tables';
