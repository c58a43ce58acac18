export {
  createSourceAction,
  type SourceActionOptions,
} from './createSourceAction';
