export { testDatabases } from './database';
export { component, group } from './entities';
export { fakeEngine, fakeEvaluation, fakeRule } from './fakeEngine';
export { FakeRepositories } from './FakeRepositories';
