#!/usr/bin/env node
require('../dist/index.cjs.js')
  .main(process.argv.slice(2))
  .then(code => {
    process.exitCode = code;
  });
