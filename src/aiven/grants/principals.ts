/** Checks of single principals, as a user passes them. For literals only: a placeholder never passes. */

import { quote } from '../../support/quote';
import { awsPartitionOf } from './aws';
import { ociRealmOf } from './oci';

const appId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const email = /^[A-Za-z0-9](?:[\w.+-]{0,62}[\w+-])?@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/;

/** Whether the text is an application (client) ID. */
export const isAzureAppId = (text: string): boolean => appId.test(text);

/** Whether the text is the email address of a group. */
export const isGcpGroup = (text: string): boolean => email.test(text);

/** Returns undefined for the ARN of an IAM role, otherwise an error message. */
export function checkAwsPrincipal(arn: string): string | undefined {
  if (awsPartitionOf(arn) !== undefined) return undefined;
  return `${quote(arn)} is not the ARN of an IAM role; expected "arn:aws:iam::<account-id>:role/<name>".`;
}

/** Returns undefined for 12 digits, otherwise an error message. */
export function checkAwsAccountId(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? undefined : `${quote(text)} is not an AWS account ID; expected 12 digits.`;
}

/** Returns undefined for the email address of a group, otherwise an error message. */
export function checkGcpGroup(address: string): string | undefined {
  return isGcpGroup(address) ? undefined : `${quote(address)} is not the email address of a group.`;
}

/** Returns undefined for the OCID of a group, otherwise an error message. */
export function checkOciGroup(ocid: string): string | undefined {
  if (ociRealmOf(ocid, 'group') !== undefined) return undefined;
  return `${quote(ocid)} is not the OCID of a group; expected "ocid1.group.oc1..<unique-id>".`;
}

/** Returns undefined for the OCID of Aiven's tenancy, otherwise an error message. */
export function checkOciAccessTenant(ocid: string): string | undefined {
  if (ociRealmOf(ocid, 'tenancy') !== undefined) return undefined;
  return `${quote(ocid)} is not the OCID of a tenancy; expected "ocid1.tenancy.oc1..<unique-id>".`;
}
