/** AIVEN_CA_CERT: a file of certificates to trust beside the system's. */

import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { AivenError } from '../errors/aiven-error';
import { codeOf } from '../errors/redact';
import type { Environment } from './proxy';

/**
 * Every certificate to trust when AIVEN_CA_CERT names a file, else undefined: Node then uses its own.
 * @throws AivenError when the file cannot be read or holds no certificate
 */
export function trustedCertificates(env: Environment): string[] | undefined {
  const file = env.AIVEN_CA_CERT;
  return file ? [...ownCertificates(env), readCertificates('AIVEN_CA_CERT', file)] : undefined;
}

/** What Node trusts by itself: giving it a list replaces these. */
function ownCertificates(env: Environment): string[] {
  // Since Node 22.15 it can say so itself; NODE_EXTRA_CA_CERTS is in its answer.
  const ask: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof ask === 'function') return ask('default') as string[];
  const extra = env.NODE_EXTRA_CA_CERTS;
  return extra ? [...tls.rootCertificates, ...readIfThere(extra)] : [...tls.rootCertificates];
}

/** Node itself only warns when NODE_EXTRA_CA_CERTS cannot be read. */
function readIfThere(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}

function readCertificates(name: string, file: string): string {
  const text = readOrRefuse(name, file);
  if (/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) return text;
  throw new AivenError({ kind: 'input', summary: `${name} names ${file}, which holds no certificate in PEM form.` });
}

function readOrRefuse(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = codeOf(error) ?? 'unreadable';
    throw new AivenError({ kind: 'input', summary: `${name} names ${file}, which cannot be read (${reason}).` });
  }
}
