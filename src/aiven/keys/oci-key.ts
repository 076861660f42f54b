/** OCI Vault: a key is identified by its OCID (OCI documentation, "Resource Identifiers"). */

import { quote } from '../../support/quote';

/** The OCID's format, for messages. */
export const ociKeyFormat = 'ocid1.key.oc1.<region>.<unique-id>';

export interface OciKey {
  cloud: 'oci';
  /** `oc1` is the commercial realm. Government and sovereign clouds have their own. */
  realm: string;
  /** A region key or name, such as `iad` or `eu-frankfurt-1`. */
  region: string;
  /** Everything after the region. For a key, this is the vault's part and the key's own part. */
  uniqueId: string;
}

/** Returns the parts of a key's OCID, or an error message. */
export function parseOciKey(text: string): OciKey | string {
  const invalid = (problem: string) => `${quote(text)} ${problem}; expected "${ociKeyFormat}".`;
  const [version, type = '', realm = '', region = '', ...rest] = text.split('.');
  if (version !== 'ocid1') return invalid('is not an OCID');
  if (type === 'keyversion') return invalid('is the OCID of a key version; use the OCID of the key itself');
  if (type !== 'key') return invalid(`is the OCID of a resource of type ${quote(type)}, not of a key`);
  if (!/^oc\d{1,3}$/.test(realm)) return invalid(`has the invalid realm ${quote(realm)}`);
  if (!/^[a-z][a-z0-9-]*$/.test(region)) return invalid(`has the invalid region ${quote(region)}`);
  const uniqueId = rest.join('.');
  if (uniqueId === '') return invalid('ends before the unique ID');
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(uniqueId)) {
    return invalid(`has the invalid unique ID ${quote(uniqueId)}`);
  }
  return { cloud: 'oci', realm, region, uniqueId };
}
