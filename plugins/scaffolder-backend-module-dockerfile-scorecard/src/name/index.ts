export {
  createCheckNameAction,
  type CheckNameActionOptions,
} from './createCheckNameAction';
