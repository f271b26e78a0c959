/** An authority of the tests' own, that vouches for any host: made afresh, believed by nobody who was not handed it. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { bits, integer, octets, oid, sequence, set, tagged, text, time, truth } from './der.ts';

export interface Authority {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** For `SNICallback`: a certificate for that name, also where it is an address. */
  contextFor(host: string): SecureContext;
  /** Key and certificate of one that is over. */
  expired(host: string): { key: string; cert: string };
}

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const nameOf = (common: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), text(common))));
const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [truth] : []), octets(value));
const pemOf = (kind: string, der: Buffer): string =>
  `-----BEGIN ${kind}-----\n${der.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END ${kind}-----\n`;
const hour = 3_600_000;

interface Wanted {
  readonly subject: string;
  readonly issuer: string;
  readonly key: KeyObject;
  readonly signedBy: KeyObject;
  readonly ends: Date;
  readonly extensions: readonly Buffer[];
}

function certificate({ subject, issuer, key, signedBy, ends, extensions }: Wanted): string {
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(new Date(ends.getTime() - 48 * hour)), time(ends)),
    nameOf(subject),
    key.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  return pemOf('CERTIFICATE', sequence(toBeSigned, ecdsaWithSha256, bits(sign('sha256', toBeSigned, signedBy))));
}

export function makeAuthority(): Authority {
  const pair = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const own = pair();
  const hosts = pair();
  const issuer = `Adieu tests ${randomBytes(4).toString('hex')}`;
  const key = hosts.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const ca = certificate({
    subject: issuer,
    issuer,
    key: own.publicKey,
    signedBy: own.privateKey,
    ends: new Date(Date.now() + 24 * hour),
    extensions: [extension('2.5.29.19', sequence(truth), true)],
  });
  const certify = (host: string, ends: Date): string => {
    const name = /^[\d.]+$/.test(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host));
    const extensions = [extension('2.5.29.17', sequence(name))];
    return certificate({ subject: 'host', issuer, key: hosts.publicKey, signedBy: own.privateKey, ends, extensions });
  };
  const made = new Map<string, SecureContext>();
  return {
    certificate: ca,
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    contextFor(host) {
      const known = made.get(host);
      if (known) return known;
      const context = createSecureContext({ key, cert: certify(host, new Date(Date.now() + 24 * hour)) });
      made.set(host, context);
      return context;
    },
    expired: (host) => ({ key, cert: certify(host, new Date(Date.now() - hour)) }),
  };
}
