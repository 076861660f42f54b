/** The clouds whose KMS can hold a customer managed key. */

import { quote, quoteList } from '../support/quote';

/** A cloud, spelled as in Aiven's API and in the attribute `cmk_provider`. */
export type Cloud = 'aws' | 'azure' | 'gcp' | 'oci';

/** Every cloud, in the order in which messages list them. */
export const clouds: readonly Cloud[] = ['aws', 'azure', 'gcp', 'oci'];

/** The product name of each cloud's key management service. */
export const kmsNames: Readonly<Record<Cloud, string>> = {
  aws: 'AWS KMS',
  azure: 'Azure Key Vault',
  gcp: 'Google Cloud KMS',
  oci: 'OCI Vault',
};

/** Whether `text` is one of the four clouds. */
export function isCloud(text: unknown): text is Cloud {
  return (clouds as readonly unknown[]).includes(text);
}

/** Returns undefined for a cloud, otherwise an error message. */
export function checkCloud(text: string): string | undefined {
  if (isCloud(text)) return undefined;
  return `${quote(text)} is not a cloud whose KMS Aiven supports; expected one of ${quoteList(clouds)}.`;
}
