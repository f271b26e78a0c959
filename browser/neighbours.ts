/**
 * Other users of this machine. Linux tells whose process holds the other end of a loopback connection, so there a stranger is not even listened to.
 * Elsewhere, and where the table cannot be read, this says nothing and the token and the cookie stand alone.
 */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** True when another end is known to belong to neither this user nor root (a forwarder into this machine, and all-powerful anyway). */
export function isStranger(socket: Socket): boolean {
  const ours = process.getuid?.();
  if (process.platform !== 'linux' || ours === undefined || socket.remotePort === undefined) return false;
  const owner = ownerOf(socket.remotePort, socket.localPort ?? 0);
  return owner !== null && owner !== ours && owner !== 0;
}

/** The user id from `/proc/net/tcp` (proc(5)): `sl local_address rem_address st tx:rx tr:tm retrnsmt uid …`, addresses in hexadecimal. */
function ownerOf(clientPort: number, serverPort: number): number | null {
  const [local, remote] = [endOf(clientPort), endOf(serverPort)];
  try {
    for (const line of readFileSync('/proc/net/tcp', 'latin1').split('\n')) {
      const fields = line.trim().split(/\s+/);
      if (fields[1] === local && fields[2] === remote) return Number(fields[7]);
    }
  } catch {
    return null;
  }
  return null;
}

/** 127.0.0.1 as the kernel of a little-endian machine prints it; on any other the row is not found. */
function endOf(port: number): string {
  return `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}
