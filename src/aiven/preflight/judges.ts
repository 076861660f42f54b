/** The judges of each cloud, and the documents that they need. */

import type { Cloud } from '../cloud';
import type { Accessors } from '../grants/accessors';
import { parseAwsPolicy } from '../grants/aws-parse';
import type { AzureKey } from '../keys/azure-key';
import type { KeyReference } from '../keys/key-reference';
import type { OciKey } from '../keys/oci-key';
import { awsKeyFacts, awsKeyMetadata, judgeAwsKey, judgeAwsRotation } from './aws/key';
import { judgeAwsKeyPolicy } from './aws/policy';
import { judgeAzureKey, judgeAzurePrincipal, judgeAzureRotation, judgeAzureVault } from './azure/key';
import { judgeAzureRoles } from './azure/roles';
import { checkOneOfEachKind, type DocumentKind, documentCommands, type PreflightDocument } from './documents';
import { finding, type PreflightFinding } from './finding';
import { judgeGcpIam } from './gcp/iam';
import { judgeGcpKey } from './gcp/key';
import { textIn } from './json';
import { judgeOciKey, ociKeyData, ociManagementEndpoint } from './oci/key';
import { judgeOciPolicies } from './oci/policy';

/** What a preflight knows besides the documents. */
export interface PreflightContext {
  /** The accessors of the Aiven project. */
  readonly accessors: Accessors;
  /** The identifier to register. @default the one in the documents */
  readonly reference?: string;
  /** The `cloud_name` of each service that shall use the key. */
  readonly serviceClouds?: readonly string[];
  /** Azure: the object ID of Aiven's service principal in the user's tenant. */
  readonly principalId?: string;
  /** Azure: the key is in a managed HSM although its URL does not show it. */
  readonly managedHsm?: boolean;
  /** OCI: the management endpoint of the vault, for commands. @default according to the key's OCID */
  readonly endpoint?: string;
  /** OCI: the OCID of the user's tenancy, for commands. */
  readonly tenancy?: string;
  /** Options for commands of `aiven-byok`, to reach the same project. */
  readonly again?: readonly string[];
  /** For keys and key material that expire. */
  readonly now: Date;
}

/** The documents by kind. */
export class Documents {
  /** @throws Error when two documents cannot be of one key */
  constructor(private readonly documents: readonly PreflightDocument[]) {
    const problem = checkOneOfEachKind(documents);
    if (problem !== undefined) throw new Error(problem);
  }

  all(kind: DocumentKind): unknown[] {
    return this.documents.filter((document) => document.kind === kind).map(({ value }) => value);
  }

  /** The first document of a kind; undefined if there is none. */
  first(kind: DocumentKind): unknown {
    return this.all(kind)[0];
  }

  /** Judges the documents of a kind, or reports that there is none. */
  judge(
    kind: DocumentKind,
    what: string,
    judge: (documents: readonly unknown[]) => PreflightFinding[],
  ): PreflightFinding[] {
    const found = this.all(kind);
    if (found.length > 0) return judge(found);
    const message = `${what} not judged: there is no output of "${documentCommands[kind]}".`;
    return [finding('document.missing', message)];
  }
}

/** @param key The key to register; undefined if neither the user nor a document names it. */
export type Judge = (
  documents: Documents,
  context: PreflightContext,
  key: KeyReference | undefined,
) => PreflightFinding[];

export const judges: Readonly<Record<Cloud, Judge>> = {
  aws(documents, { accessors, again, now }, key) {
    const metadata = awsKeyMetadata(documents.first('aws.key'));
    const keyArn = textIn(metadata, 'Arn') ?? (key?.cloud === 'aws' ? arnOf(key) : undefined);
    return [
      ...documents.judge('aws.key', 'State and kind of the key were', () => judgeAwsKey(metadata, keyArn ?? '', now)),
      ...documents.judge('aws.policy', 'The key policy was', ([policy]) => {
        if (accessors.aws === undefined) return [];
        const context = { roleArn: accessors.aws.principal, keyArn, again, keyFacts: awsKeyFacts(metadata) };
        return judgeAwsKeyPolicy(parseAwsPolicy(JSON.stringify(policy)), context);
      }),
      ...documents.judge('aws.rotation', 'Rotation was', ([rotation]) => judgeAwsRotation(rotation, keyArn)),
    ];
  },

  gcp(documents, { accessors }, key) {
    if (key?.cloud !== 'gcp') return [unknownKey('gcp.key')];
    const description = documents.first('gcp.key');
    const isAsymmetric = textIn(description, 'purpose') === 'ASYMMETRIC_DECRYPT';
    const versions = documents.all('gcp.versions').flat();
    const hasVersions = documents.first('gcp.versions') !== undefined;
    return [
      ...documents.judge('gcp.key', 'Purpose and algorithm of the key were', ([document]) =>
        judgeGcpKey(document, hasVersions ? versions : undefined, key),
      ),
      ...(isAsymmetric || key.version !== null
        ? documents.judge('gcp.versions', 'The state of the versions was', () => [])
        : []),
      ...documents.judge('gcp.iam', "The key's IAM policy was", (policies) =>
        accessors.gcp === undefined ? [] : judgeGcpIam(policies, accessors.gcp, key, isAsymmetric),
      ),
    ];
  },

  azure(documents, { accessors, principalId, managedHsm, now }, found) {
    if (found?.cloud !== 'azure') return [unknownKey('azure.key')];
    const vault = documents.first('azure.vault');
    const isHsm = /managedHSMs$/i.test(textIn(vault, 'type') ?? '');
    const key: AzureKey = { ...found, managedHsm: found.managedHsm || isHsm || managedHsm === true };
    const own = documents.all('azure.principal').find((item) => textIn(item, 'appId') === accessors.azure?.appId);
    return [
      ...documents.judge('azure.key', 'State and kind of the key were', ([document]) =>
        judgeAzureKey(document, key, now),
      ),
      ...documents.judge('azure.vault', 'Access control and network rules of the vault were', ([document]) =>
        judgeAzureVault(document, key),
      ),
      ...documents.judge('azure.roles', 'The role assignments were', (lists) => {
        if (accessors.azure === undefined) return [];
        const identity = { ...accessors.azure, principalId: principalId ?? textIn(own, 'id') };
        return judgeAzureRoles(lists.flat(), identity, key, isHsm ? undefined : textIn(vault, 'id'));
      }),
      ...judgeAzurePrincipal(own),
      ...documents.judge('azure.rotation', 'Rotation was', ([document]) => judgeAzureRotation(document, key)),
    ];
  },

  oci(documents, { accessors, endpoint, tenancy }, key) {
    if (key?.cloud !== 'oci') return [unknownKey('oci.key')];
    const data = ociKeyData(documents.first('oci.key'));
    const keyId = ocidOf(key);
    const facts = {
      keyId,
      vaultId: textIn(data, 'vault-id'),
      compartmentId: textIn(data, 'compartment-id'),
      tenancyId: tenancy,
    };
    return [
      ...documents.judge('oci.key', 'State and algorithm of the key were', () =>
        judgeOciKey(data, keyId, endpoint ?? ociManagementEndpoint(key)),
      ),
      ...documents.judge('oci.policies', 'The policies were', (all) =>
        accessors.oci === undefined ? [] : judgeOciPolicies(all, accessors.oci, facts),
      ),
    ];
  },
};

function unknownKey(kind: DocumentKind): PreflightFinding {
  return finding(
    'document.missing',
    `The key is not known: pass --resource, or the output of "${documentCommands[kind]}".`,
  );
}

function arnOf(key: Extract<KeyReference, { cloud: 'aws' }>): string {
  return `arn:${key.partition}:kms:${key.region}:${key.accountId}:key/${key.keyId}`;
}

function ocidOf({ realm, region, uniqueId }: OciKey): string {
  return `ocid1.key.${realm}.${region}.${uniqueId}`;
}
