export { createFixAction, type FixActionOptions } from './createFixAction';
