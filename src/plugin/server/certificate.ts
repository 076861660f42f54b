/** The TLS certificate of one run: P-256, self-signed, created with node:crypto, never written to disk. */

import { generateKeyPair, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  bitString,
  boolean,
  element,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der';

/** In milliseconds. Client and server share a clock; backdating covers one that is set back, by NTP or for summer time. */
const BACKDATED = 24 * 3_600_000;
const VALIDITY = 30 * 24 * 3_600_000;

export interface Certificate {
  readonly der: Buffer;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Public key in DER, private key in PEM. */
interface Keys {
  readonly publicKey: Buffer;
  readonly privateKey: string;
}

const keyOptions = {
  namedCurve: 'prime256v1',
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

/** Generates keys off the main thread, which loads modules meanwhile. */
export function generateKeys(): Promise<Keys> {
  return new Promise((resolve, reject) => {
    generateKeyPair('ec', keyOptions, (error, publicKey, privateKey) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  });
}

/** Creates a certificate for `localhost`, the name that Terraform verifies, valid for 30 days from a day before `now`. */
export function createCertificate(now = Date.now(), keys: Keys = generateKeyPairSync('ec', keyOptions)): Certificate {
  const toBeSigned = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ecdsaWithSha256,
    localhost,
    sequence(time(new Date(now - BACKDATED)), time(new Date(now + VALIDITY))),
    localhost,
    keys.publicKey,
    extensions,
  );
  const der = sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, keys.privateKey)));
  return { der, certificatePem: toPem(der), privateKeyPem: keys.privateKey };
}

/** Whether a connection presents the expected certificate. */
export type Pin = (shown: X509Certificate | undefined) => boolean;

/**
 * Parses the client's certificate and returns the check of what a connection presents: the same bytes, which must be valid `now`. Later
 * connections are not judged by the clock again, because it may be set while Terraform runs.
 *
 * @throws Error when the text is not a certificate.
 */
export function createPin(clientCertificatePem: string, now = Date.now()): Pin {
  const pinned = new X509Certificate(clientCertificatePem);
  const isValid = Date.parse(pinned.validFrom) <= now && now <= Date.parse(pinned.validTo);
  return (shown) => isValid && shown?.raw.equals(pinned.raw) === true;
}

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

const localhost = sequence(
  set(sequence(objectIdentifier('2.5.4.10'), utf8String('Terraform plugin'))),
  set(sequence(objectIdentifier('2.5.4.3'), utf8String('localhost'))),
);

const extensions = element(
  0xa3,
  sequence(
    // Basic constraints: the client trusts the certificate as its own authority.
    extension('2.5.29.19', sequence(boolean(true)), true),
    // Key usage: digital signature and certificate signing.
    extension('2.5.29.15', bitString(Buffer.from([0x84]), 2), true),
    // Extended key usage: server and client.
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'), objectIdentifier('1.3.6.1.5.5.7.3.2'))),
    // Alternative name: DNS.
    extension('2.5.29.17', sequence(element(0x82, Buffer.from('localhost')))),
  ),
);

function extension(identifier: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectIdentifier(identifier), ...(isCritical ? [boolean(true)] : []), octetString(value));
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
