/** Recognizes the documents that the clouds' command lines print, by their content. */

import { parseUniqueJson } from '../../support/json-keys';
import { quote } from '../../support/quote';
import type { Cloud } from '../cloud';
import { isObject, listIn, objectIn, textIn } from './json';

/** What a document describes. */
export type DocumentKind =
  | 'aws.key'
  | 'aws.policy'
  | 'aws.rotation'
  | 'gcp.key'
  | 'gcp.versions'
  | 'gcp.iam'
  | 'azure.key'
  | 'azure.vault'
  | 'azure.roles'
  | 'azure.rotation'
  | 'azure.principal'
  | 'oci.key'
  | 'oci.policies';

export interface PreflightDocument {
  readonly kind: DocumentKind;
  readonly value: unknown;
  /** Names the document in errors, such as its file. */
  readonly source?: string;
}

/** Kinds of which a key may need several documents: its access may be granted in several places. */
const severalAllowed: readonly DocumentKind[] = ['gcp.iam', 'azure.roles', 'oci.policies'];

/** The command that prints each kind of document, for messages. */
export const documentCommands: Readonly<Record<DocumentKind, string>> = {
  'aws.key': 'aws kms describe-key',
  'aws.policy': 'aws kms get-key-policy',
  'aws.rotation': 'aws kms get-key-rotation-status',
  'gcp.key': 'gcloud kms keys describe --format=json',
  'gcp.versions': 'gcloud kms keys versions list --format=json',
  'gcp.iam': 'gcloud kms keys get-iam-policy --format=json',
  'azure.key': 'az keyvault key show',
  'azure.vault': 'az keyvault show',
  'azure.roles': 'az role assignment list',
  'azure.rotation': 'az keyvault key rotation-policy show',
  'azure.principal': 'az ad sp show',
  'oci.key': 'oci kms management key get',
  'oci.policies': 'oci iam policy list',
};

/** How each kind is recognized. */
const tests: Readonly<Record<DocumentKind, (value: unknown) => boolean>> = {
  'aws.key': (value) => isObject(value) && isObject(value.KeyMetadata),
  'aws.policy': (value) => isObject(value) && (typeof value.Policy === 'string' || value.Statement !== undefined),
  'aws.rotation': (value) => isObject(value) && typeof value.KeyRotationEnabled === 'boolean',
  'gcp.key': (value) =>
    textIn(value, 'purpose') !== undefined && /\/cryptoKeys\/[^/]+$/.test(textIn(value, 'name') ?? ''),
  'gcp.versions': (value) => everyItem(value, (item) => /\/cryptoKeyVersions\/\d+$/.test(textIn(item, 'name') ?? '')),
  'gcp.iam': (value) => isObject(value) && (Array.isArray(value.bindings) || isEmptyIamPolicy(value)),
  'azure.key': (value) => textIn(objectIn(value, 'key'), 'kid') !== undefined,
  'azure.vault': (value) => /^Microsoft\.KeyVault\/(vaults|managedHSMs)$/i.test(textIn(value, 'type') ?? ''),
  'azure.roles': (value) => everyItem(value, (item) => isObject(item) && 'roleDefinitionId' in item),
  'azure.rotation': (value) => isObject(value) && Array.isArray(value.lifetimeActions),
  'azure.principal': (value) => textIn(value, 'appId') !== undefined && textIn(value, 'id') !== undefined,
  'oci.key': (value) => isObject(objectIn(value, 'data')['key-shape']),
  'oci.policies': (value) => ociPolicies(value).length > 0,
};

/** The kinds whose document may be an empty list, which says nothing about its cloud. */
const kindsOfEmptyList: Readonly<Partial<Record<Cloud, DocumentKind>>> = {
  gcp: 'gcp.versions',
  azure: 'azure.roles',
  oci: 'oci.policies',
};

/**
 * Recognizes a document by its content.
 * @param text JSON, as the cloud's command line prints it.
 * @param name Names the document in errors, such as its file.
 * @param cloud The cloud of the key, for a document that says nothing about it.
 * @throws Error when the text is not JSON, has a key twice in one object, or is no document that a preflight reads.
 */
export function readDocument(text: string, name: string, cloud?: Cloud): PreflightDocument {
  const value = parse(text, name);
  const isEmptyList = (Array.isArray(value) && value.length === 0) || (isObject(value) && isEmptyOciList(value));
  const kind = isEmptyList ? cloud && kindsOfEmptyList[cloud] : kindOf(value);
  if (kind !== undefined) return { kind, value, source: name };
  const known = Object.values(documentCommands).map(quote).join(', ');
  throw new Error(
    `${quote(name)} is not a document that preflight reads; expected the JSON output of one of ${known}.`,
  );
}

/** Returns undefined if the documents can be those of one key, otherwise an error message: two of a kind contradict each other. */
export function checkOneOfEachKind(documents: readonly PreflightDocument[]): string | undefined {
  for (const [index, { kind, source = 'a document' }] of documents.entries()) {
    const other = severalAllowed.includes(kind)
      ? undefined
      : documents.slice(0, index).find((one) => one.kind === kind);
    if (other === undefined) continue;
    const names = `${quote(other.source ?? 'a document')} and ${quote(source)}`;
    return `${names} are both the output of ${quote(documentCommands[kind])}; judge one key at a time.`;
  }
  return undefined;
}

/** The cloud that a document is of. */
export function cloudOfDocument({ kind }: PreflightDocument): Cloud {
  return kind.split('.')[0] as Cloud;
}

/** The policies in a document of OCI: a policy, a list of policies, or bare statements. */
export function ociPolicies(
  value: unknown,
): readonly { readonly statements: readonly unknown[]; readonly policy: unknown }[] {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) {
    return [{ statements: value, policy: undefined }];
  }
  const data = isObject(value) && 'data' in value ? value.data : value;
  return [data]
    .flat()
    .filter((item) => isObject(item) && Array.isArray(item.statements))
    .map((item) => ({ statements: listIn(item, 'statements'), policy: item }));
}

function kindOf(value: unknown): DocumentKind | undefined {
  return (Object.keys(tests) as DocumentKind[]).find((kind) => tests[kind](value));
}

function parse(text: string, name: string): unknown {
  try {
    return parseUniqueJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new Error(`${quote(name)} ${(error as Error).message}; keep one of them.`);
    }
    throw new Error(`${quote(name)} is not JSON; expected the output of the cloud's command line in JSON format.`, {
      cause: error,
    });
  }
}

function everyItem(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(test);
}

/** A policy without bindings has an etag alone. */
function isEmptyIamPolicy(value: object): boolean {
  return 'etag' in value && Object.keys(value).every((name) => name === 'etag' || name === 'version');
}

function isEmptyOciList(value: object): boolean {
  return 'data' in value && Array.isArray(value.data) && value.data.length === 0;
}
