export { CurrentUrl } from './CurrentUrl';
export { fakeApi, renderService } from './renderService';
