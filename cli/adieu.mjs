#!/usr/bin/env node
// The `bin`: runs the command line with a Node that can. The sources are TypeScript, which Node reads itself from 22.18 on; the one Adieu is tested with is a
// dependency of its own. Plain JavaScript for Node 20.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.mjs';

const main = new URL('./main.ts', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
const own = ['node', 'node.exe']
  .map((name) => fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url)))
  .find((path) => existsSync(path));

if (major >= 24 || (own === undefined && (major > 22 || (major === 22 && minor >= 18)))) {
  process.argv[1] = fileURLToPath(main);
  await import((bundled() ?? main).href);
} else if (own === undefined) {
  process.stderr.write(`adieu: Node 24 is needed, and this is ${process.versions.node}. "npm ci" in Adieu's folder brings it.\n`);
  process.exitCode = 2;
} else {
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    // A terminal's Ctrl-C reaches both by itself.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY === true) || child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`adieu: ${own} cannot be run: ${error.message}\n`);
    process.exitCode = 70;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 70);
  });
}
