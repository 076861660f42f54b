/** Generates the keys and services of `generate` in a seed. */

import type { WireCloud } from '../../api/wire';
import { serviceTypes } from '../account/service-types';
import { type CmkSeed, generatedCmkId, type ServiceSeed } from '../seed';

const clouds: readonly WireCloud[] = ['gcp', 'aws', 'oci', 'azure'];

function keyReference(cloud: WireCloud, index: number): string {
  const hex = index.toString(16).padStart(32, '0');
  const references: Record<WireCloud, string> = {
    aws: `arn:aws:kms:eu-west-1:123456789012:key/mrk-${hex}`,
    azure: `https://acme.vault.azure.net/keys/key-${index}/${hex}`,
    gcp: `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/key-${index}`,
    oci: `ocid1.key.oc1.iad.${hex}`,
  };
  return references[cloud];
}

/** Keys of all clouds in turn. */
export function generateCmks(project: string, count: number): CmkSeed[] {
  return Array.from({ length: count }, (_, index) => {
    const provider = clouds[index % clouds.length] ?? 'gcp';
    return { id: generatedCmkId(project, index), provider, resource: keyReference(provider, index) };
  });
}

/** Services of all types and with all generated keys in turn; every fifth one uses Aiven-managed keys. */
export function generateServices(project: string, count: number, cmkCount: number): ServiceSeed[] {
  const types = Object.keys(serviceTypes);
  return Array.from({ length: count }, (_, index) => ({
    service_name: `service-${index}`,
    service_type: types[index % types.length] ?? 'pg',
    plan: 'startup-4',
    cmk_id: cmkCount === 0 || index % 5 === 4 ? null : generatedCmkId(project, index % cmkCount),
  }));
}
