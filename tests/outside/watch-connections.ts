/** Loaded before anything else (`--import`), in the process and in its threads: writes down every connection and every look-up of a name that is tried. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const file = process.env['ADIEU_TEST_CONNECTIONS'] ?? '';
type Any = Record<string, unknown>;

function watch(holder: object, names: RegExp, kind: string): void {
  const methods = holder as Any;
  for (const name of Object.getOwnPropertyNames(holder)) {
    const method = names.test(name) ? methods[name] : null;
    if (typeof method !== 'function') continue;
    methods[name] = function watched(this: unknown, ...given: unknown[]): unknown {
      appendFileSync(file, `${kind}.${name}\n`);
      return Reflect.apply(method, this, given);
    };
  }
}

watch(net.Socket.prototype, /^connect$/, 'socket');
watch(dns, /^(lookup|resolve|reverse)/, 'dns');
watch(dns.promises, /^(lookup|resolve|reverse)/, 'dns');
watch(dns.Resolver.prototype, /^(resolve|reverse)/, 'dns');
watch(dgram.Socket.prototype, /^(connect|send)$/, 'datagram');
syncBuiltinESMExports();
