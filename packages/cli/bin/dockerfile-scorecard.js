#!/usr/bin/env node
// Node 22 and later keep what they have compiled
require('node:module').enableCompileCache?.();
require('../dist/command.cjs');
