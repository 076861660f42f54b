/** The clouds whose KMS can hold a customer managed key. */

import { quote } from '../support/quote';

/** A cloud as Aiven's API and the attribute `cmk_provider` write it. */
export type Cloud = 'aws' | 'azure' | 'gcp' | 'oci';

/** Every cloud, in the order in which messages list them. */
export const clouds: readonly Cloud[] = ['aws', 'azure', 'gcp', 'oci'];

/** What people call each cloud's key service. */
export const kmsNames: Readonly<Record<Cloud, string>> = {
  aws: 'AWS KMS',
  azure: 'Azure Key Vault',
  gcp: 'Google Cloud KMS',
  oci: 'OCI Vault',
};

/** Whether `text` is one of the four clouds, written as the API writes it. */
export function isCloud(text: unknown): text is Cloud {
  return (clouds as readonly unknown[]).includes(text);
}

/** One sentence when `text` names no cloud, else undefined. */
export function checkCloud(text: string): string | undefined {
  if (isCloud(text)) return undefined;
  return `${quote(text)} is not a cloud whose KMS Aiven accepts; expected one of ${clouds.join(', ')}.`;
}
