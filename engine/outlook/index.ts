/** Looking from outside whether an account is gone: the only part of Adieu that opens connections, and only when `look` is called. */
export { look, type Outside } from './look.ts';
export { sum } from './sum.ts';
