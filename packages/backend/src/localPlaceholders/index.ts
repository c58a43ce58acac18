export { localPlaceholders as default } from './module';
