import { keepCompiledCode } from '../engine/code-cache.ts';

keepCompiledCode();
await import('./run.ts');
