export { connect, migrate, migrationsFolder } from './migrations';
export { levelOf, rankOf, UNSCORED } from './levels';
export { inBatches } from './batches';
export { after, databaseNow, isPostgres, NEVER, toDate, toIso } from './time';
export { readTransaction } from './readTransaction';
export type * from './tables';
