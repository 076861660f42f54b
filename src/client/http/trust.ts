/** AIVEN_CA_CERT: a file of certificates to trust in addition to Node's. */

import * as tls from 'node:tls';
import { readText } from '../../support/read-file';
import { AivenError } from '../errors/aiven-error';
import { codeOf } from '../errors/redact';
import type { Environment } from './proxy';

/**
 * All trusted certificates if AIVEN_CA_CERT is set. Otherwise undefined, so that Node uses its defaults.
 * @throws AivenError if the file cannot be read or contains no certificate
 */
export function trustedCertificates(env: Environment): string[] | undefined {
  const file = env.AIVEN_CA_CERT;
  return file ? [...defaultCertificates(env), readCertificates('AIVEN_CA_CERT', file)] : undefined;
}

/** Node's default certificates, which the `ca` option replaces. */
function defaultCertificates(env: Environment): string[] {
  // Available since Node 22.15. Includes NODE_EXTRA_CA_CERTS.
  const getCACertificates: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof getCACertificates === 'function') return getCACertificates('default') as string[];
  const extra = env.NODE_EXTRA_CA_CERTS;
  return extra ? [...tls.rootCertificates, ...readOptional(extra)] : [...tls.rootCertificates];
}

/** Comments between certificates may be in another encoding. */
const readPem = (file: string) => readText(file, { lossy: true });

/** Node only warns if NODE_EXTRA_CA_CERTS cannot be read. */
function readOptional(file: string): string[] {
  try {
    return [readPem(file)];
  } catch {
    return [];
  }
}

function readCertificates(name: string, file: string): string {
  const text = readRequired(name, file);
  if (/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) return text;
  throw new AivenError({ kind: 'input', summary: `${name} is set to "${file}", which contains no PEM certificate.` });
}

function readRequired(name: string, file: string): string {
  try {
    return readPem(file);
  } catch (error) {
    const reason = codeOf(error) ?? (error as Error).message;
    throw new AivenError({ kind: 'input', summary: `${name} is set to "${file}", which cannot be read (${reason}).` });
  }
}
