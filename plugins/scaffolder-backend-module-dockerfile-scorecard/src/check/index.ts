export {
  createCheckAction,
  type CheckActionOptions,
} from './createCheckAction';
