import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from '../src/page.js';

test('lists every product', () => {
  assert.match(page(['Kettle', 'Mug']), /Kettle.*Mug/);
});
