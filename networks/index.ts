import type { Network } from '../engine/intake/toolkit/index.ts';
import { tiktok } from './tiktok/index.ts';
import { x } from './x/index.ts';

/** Every network Adieu knows, in the order in which they are offered. */
export const networks: readonly Network[] = [tiktok, x];
