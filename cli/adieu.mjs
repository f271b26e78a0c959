#!/usr/bin/env node
// The `bin`: runs the command line with a Node that can (the sources are TypeScript, which Node reads itself from 22.18 on; Adieu is tested with 24).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('./main.ts', import.meta.url));
const main = existsSync(sources) ? sources : fileURLToPath(new URL('./main.js', import.meta.url));
const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const node = Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(own) ? process.execPath : own;
const { status, signal, error } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
if (error) throw error;
process.exit(status ?? (signal === 'SIGINT' ? 130 : 70));
