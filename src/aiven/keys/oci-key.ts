/** OCI Vault: a key is named by its OCID. Form: OCI documentation, "Resource Identifiers". */

import { quote } from '../../support/quote';

/** The form that messages show. */
export const ociKeyForm = 'ocid1.key.oc1.<region>.<unique-id>';

export interface OciKey {
  cloud: 'oci';
  /** `oc1` is the commercial realm; governments and sovereign clouds have others. */
  realm: string;
  /** A region's key or name: `iad`, `eu-frankfurt-1`. */
  region: string;
  /** What follows the region; of a key, the vault's part and the key's own. */
  uniqueId: string;
}

/** The parts of an OCI key's OCID, or one sentence about what is wrong with it. */
export function readOciKey(text: string): OciKey | string {
  const wrong = (problem: string) => `${quote(text)} ${problem}; expected ${ociKeyForm}.`;
  const [version, type = '', realm = '', region = '', ...rest] = text.split('.');
  if (version !== 'ocid1') return wrong('is not an OCID');
  if (type === 'keyversion') return wrong('is the OCID of one version of a key; give the OCID of the key itself');
  if (type !== 'key') return wrong(`is the OCID of a resource of type ${quote(type)}, not of a key`);
  if (!/^oc\d{1,3}$/.test(realm)) return wrong(`has ${quote(realm)} where the realm belongs`);
  if (!/^[a-z][a-z0-9-]*$/.test(region)) return wrong(`has ${quote(region)} where the region belongs`);
  const uniqueId = rest.join('.');
  if (uniqueId === '') return wrong('ends before the unique id');
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(uniqueId)) return wrong(`has the unique id ${quote(uniqueId)}`);
  return { cloud: 'oci', realm, region, uniqueId };
}
