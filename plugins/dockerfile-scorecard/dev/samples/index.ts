export { broken, template } from './broken';
export { flask } from './flask';
export { gold } from './gold';
export { many } from './many';
export { sampleRules } from './rules';
export { sampleServices, service } from './services';
