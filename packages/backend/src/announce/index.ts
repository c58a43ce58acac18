export { announce as default } from './announce';
