/** The commands that print the documents about a key. They only read. */

import { awsGetKeyPolicyCommand } from '../grants/aws';
import { keyArguments } from '../grants/gcp';
import { option } from '../grants/shell';
import type { AzureKey } from '../keys/azure-key';
import { type KeyReference, parseKeyReference } from '../keys/key-reference';
import { awsKeyCommand, awsKeyMetadata } from './aws/key';
import type { DocumentKind } from './documents';
import { textIn } from './json';
import { ociKeyCommand, ociManagementEndpoint } from './oci/key';
import { isAwsAlias } from './reference';

/** What the commands need besides the key. */
export interface ReadOptions {
  /** Azure: the application ID of Aiven's accessor. */
  readonly appId?: string;
  /** Azure: the key is in a managed HSM although its URL does not show it. */
  readonly managedHsm?: boolean;
  /** OCI: the management endpoint of the vault. @default according to the key's OCID */
  readonly endpoint?: string;
  /** OCI: the OCID of the user's tenancy, which contains the policies. */
  readonly tenancy?: string;
}

/** One command, and the kind of document that it prints. */
export interface ReadStep {
  readonly kind: DocumentKind;
  /** Whether the judges can do without it. */
  readonly optional?: true;
  /**
   * The command, program first; undefined if it needs something that is not known.
   * @param printed The documents of the steps before.
   */
  words(printed: ReadonlyMap<DocumentKind, unknown>): readonly string[] | undefined;
}

/**
 * The commands for a key, in order.
 * @param reference A key reference, or of an alias in AWS.
 * @throws Error when it is neither.
 */
export function readSteps(reference: string, options: ReadOptions = {}): readonly ReadStep[] {
  if (isAwsAlias(reference)) return awsSteps(reference);
  const key = parseKeyReference(reference);
  switch (key.cloud) {
    case 'aws':
      return awsSteps(reference);
    case 'gcp':
      return gcpSteps(key);
    case 'azure':
      return azureSteps(key, options);
    case 'oci':
      return ociSteps(key, reference, options);
  }
}

/** Other commands than `describe-key` do not accept an alias. */
function awsSteps(reference: string): ReadStep[] {
  const ofKey = (make: (arn: string) => string[]) => (printed: ReadonlyMap<DocumentKind, unknown>) => {
    const arn =
      textIn(awsKeyMetadata(printed.get('aws.key')), 'Arn') ?? (isAwsAlias(reference) ? undefined : reference);
    return arn === undefined ? undefined : make(arn);
  };
  const policy = (keyId: string) =>
    awsGetKeyPolicyCommand({ keyId }).map((word) => (word === '--output=text' ? json : word));
  return [
    { kind: 'aws.key', words: () => [...awsKeyCommand('describe-key', reference), json] },
    { kind: 'aws.policy', words: ofKey(policy) },
    {
      kind: 'aws.rotation',
      optional: true,
      words: ofKey((arn) => [...awsKeyCommand('get-key-rotation-status', arn), json]),
    },
  ];
}

const json = '--output=json';

function gcpSteps(key: Extract<KeyReference, { cloud: 'gcp' }>): ReadStep[] {
  const place = [option('location', key.location), option('keyring', key.keyRing), option('project', key.gcpProject)];
  const command = (name: string) => ['gcloud', 'kms', 'keys', name, ...keyArguments(key), '--format=json'];
  const versions = ['gcloud', 'kms', 'keys', 'versions', 'list', option('key', key.key), ...place, '--format=json'];
  return [
    { kind: 'gcp.key', words: () => command('describe') },
    { kind: 'gcp.versions', words: () => versions },
    { kind: 'gcp.iam', words: () => command('get-iam-policy') },
  ];
}

function azureSteps(key: AzureKey, { appId, managedHsm }: ReadOptions): ReadStep[] {
  const isHsm = key.managedHsm || managedHsm === true;
  // Azure knows the key of a managed HSM only by its own domain.
  const domain = isHsm ? key.domain.replace(/^vault\./, 'managedhsm.') : key.domain;
  const url = `https://${key.vault}.${domain}/keys/${key.key}${key.version === null ? '' : `/${key.version}`}`;
  const vault = option(isHsm ? 'hsm-name' : 'name', key.vault);
  const keyPlace = [option(isHsm ? 'hsm-name' : 'vault-name', key.vault), option('name', key.key)];
  const assignments = (printed: ReadonlyMap<DocumentKind, unknown>) => {
    if (isHsm) {
      const list = ['az', 'keyvault', 'role', 'assignment', 'list', vault];
      return [...list, option('scope', `/keys/${key.key}`), json];
    }
    const id = textIn(printed.get('azure.vault'), 'id');
    const list = ['az', 'role', 'assignment', 'list', '--include-inherited'];
    return id === undefined ? undefined : [...list, option('scope', `${id}/keys/${key.key}`), json];
  };
  return [
    { kind: 'azure.key', words: () => ['az', 'keyvault', 'key', 'show', option('id', url), json] },
    { kind: 'azure.vault', words: () => ['az', 'keyvault', 'show', vault, json] },
    // It fails as long as the service principal does not exist.
    {
      kind: 'azure.principal',
      optional: true,
      words: () => (appId === undefined ? undefined : ['az', 'ad', 'sp', 'show', option('id', appId), json]),
    },
    { kind: 'azure.roles', words: assignments },
    {
      kind: 'azure.rotation',
      optional: true,
      words: () => ['az', 'keyvault', 'key', 'rotation-policy', 'show', ...keyPlace, json],
    },
  ];
}

function ociSteps(
  key: Extract<KeyReference, { cloud: 'oci' }>,
  keyId: string,
  { endpoint = ociManagementEndpoint(key), tenancy }: ReadOptions,
): ReadStep[] {
  const list = ['oci', 'iam', 'policy', 'list', '--all'];
  return [
    {
      kind: 'oci.key',
      words: () => (endpoint === undefined ? undefined : [...ociKeyCommand('get', keyId, endpoint), json]),
    },
    {
      kind: 'oci.policies',
      words: () => (tenancy === undefined ? undefined : [...list, option('compartment-id', tenancy), json]),
    },
  ];
}

/** Whether a command only reads: the clouds' command lines name each operation. */
export function isReadOnly([program = '', ...words]: readonly string[]): boolean {
  const operation = words.filter((word) => !word.startsWith('-'));
  const verbs = [
    'describe-key',
    'get-key-policy',
    'get-key-rotation-status',
    'describe',
    'list',
    'get-iam-policy',
    'show',
    'get',
  ];
  // `gcloud kms keys describe NAME` has its argument after the verb.
  const last =
    program === 'gcloud' && operation[0] === 'kms' && operation[2] !== 'versions' ? operation[2] : operation.at(-1);
  return ['aws', 'gcloud', 'az', 'oci'].includes(program) && last !== undefined && verbs.includes(last);
}
