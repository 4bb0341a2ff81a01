#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

const built = new URL('../dist/start.js', import.meta.url);
if (existsSync(built)) {
  // Node 22 and later keep compiled code between runs.
  module.enableCompileCache?.();
  await import(built.href);
} else {
  process.stderr.write('ipsec-doctor is not built yet: run `npm ci && npm run build` in its folder first.\n');
  process.exitCode = 2;
}
