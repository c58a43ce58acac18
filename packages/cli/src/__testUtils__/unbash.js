// The engine's shell parser is published as an ES module only. Node and Deno can require it, jest's own loader in packages for
// Node cannot, so here it comes through the runtime's loader.
const { createRequire } = process.getBuiltinModule('node:module');

module.exports = createRequire(__filename)('unbash');
