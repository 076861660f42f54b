/** Judges an AWS KMS key: the output of `aws kms describe-key` and `aws kms get-key-rotation-status`. */

import { quote } from '../../../support/quote';
import { option } from '../../grants/shell';
import { finding, type PreflightFinding } from '../finding';
import { isObject, type JsonObject, objectIn, quoteOrMissing, textIn } from '../json';

/** Condition keys of IAM that the key determines, with the field of its description. */
const conditionKeys: Readonly<Record<string, string>> = {
  'kms:keyspec': 'KeySpec',
  'kms:customermasterkeyspec': 'KeySpec',
  'kms:keyusage': 'KeyUsage',
  'kms:customermasterkeyusage': 'KeyUsage',
  'kms:keyorigin': 'Origin',
};

/** The description in the document. */
export function awsKeyMetadata(document: unknown): JsonObject {
  return objectIn(document, 'KeyMetadata');
}

/** What the description tells about condition keys, for `evaluateAwsPolicy`. */
export function awsKeyFacts(key: JsonObject): Map<string, string> {
  const facts = new Map<string, string>();
  for (const [name, field] of Object.entries(conditionKeys)) {
    const value = textIn(key, field);
    if (value !== undefined) facts.set(name, value);
  }
  if (typeof key.MultiRegion === 'boolean') facts.set('kms:multiregion', String(key.MultiRegion));
  return facts;
}

/** A key's subcommand of `aws kms`, in the region of its ARN. */
export function awsKeyCommand(subcommand: string, keyArn: string): string[] {
  const region = keyArn.split(':')[3] ?? '';
  return ['aws', 'kms', subcommand, option('key-id', keyArn), ...(region === '' ? [] : [option('region', region)])];
}

/** Judges state, usage, kind and lifetime. @param now For material that expires. */
export function judgeAwsKey(key: JsonObject, keyArn: string, now: Date): PreflightFinding[] {
  const found: PreflightFinding[] = [];
  const newKey = ['aws', 'kms', 'create-key', '--key-usage=ENCRYPT_DECRYPT', '--key-spec=SYMMETRIC_DEFAULT'];
  const usage = textIn(key, 'KeyUsage');
  if (usage !== 'ENCRYPT_DECRYPT') {
    found.push(
      finding(
        'aws.key-usage',
        `The key's usage is ${quoteOrMissing(usage)}; Aiven needs "ENCRYPT_DECRYPT". It cannot be changed: create a new key.`,
        newKey,
      ),
    );
  }
  const spec = textIn(key, 'KeySpec') ?? textIn(key, 'CustomerMasterKeySpec');
  if (spec !== 'SYMMETRIC_DEFAULT') {
    found.push(
      finding(
        'aws.key-spec',
        `The key's spec is ${quoteOrMissing(spec)}; Aiven needs a symmetric key, "SYMMETRIC_DEFAULT". It cannot be changed: create a new key.`,
        newKey,
      ),
    );
  }
  if (textIn(key, 'KeyManager') === 'AWS') {
    found.push(
      finding(
        'aws.key-manager',
        'AWS manages this key, so nobody can change its policy. Create a key of your own.',
        newKey,
      ),
    );
  }
  return [...judgeState(key, keyArn), ...found, ...judgeMaterial(key, now)];
}

function judgeState(key: JsonObject, keyArn: string): PreflightFinding[] {
  const state = textIn(key, 'KeyState');
  const enable = awsKeyCommand('enable-key', keyArn);
  switch (state) {
    case 'Enabled': {
      if (key.Enabled === undefined || key.Enabled === true) return [];
      const message = 'Whether the key is enabled was not judged: "KeyState" is "Enabled", but "Enabled" is not true.';
      return [finding('document.unclear', message, awsKeyCommand('describe-key', keyArn))];
    }
    case 'Disabled':
      return [finding('aws.key-state', 'The key is disabled.', enable)];
    case 'PendingDeletion':
    case 'PendingReplicaDeletion': {
      const date =
        key.DeletionDate === undefined ? 'once its replicas are deleted' : `on ${dateText(key.DeletionDate)}`;
      const message = `The key is scheduled for deletion: AWS deletes it ${date}, and with it all data that it encrypts. After the deletion is canceled, the key is still disabled.`;
      return [finding('aws.key-deletion', message, awsKeyCommand('cancel-key-deletion', keyArn), enable)];
    }
    case 'PendingImport':
      return [finding('aws.key-state', 'The key has no key material yet (state "PendingImport"). Import it.')];
    default:
      return [finding('aws.key-state', `The key's state is ${quoteOrMissing(state)}; Aiven needs "Enabled".`)];
  }
}

function judgeMaterial(key: JsonObject, now: Date): PreflightFinding[] {
  const origin = textIn(key, 'Origin');
  if (origin === 'EXTERNAL' && textIn(key, 'ExpirationModel') === 'KEY_MATERIAL_EXPIRES') {
    const verb = timeOf(key.ValidTo) > now.getTime() ? 'expires' : 'expired';
    return [
      finding(
        'aws.key-expires',
        `The imported key material ${verb} on ${dateText(key.ValidTo)}. After that, nobody can decrypt until you import it again.`,
      ),
    ];
  }
  if (origin === 'EXTERNAL_KEY_STORE' || origin === 'AWS_CLOUDHSM') {
    return [
      finding(
        'aws.key-store',
        `The key is in a custom key store (origin ${quote(origin)}): Aiven can use it only while the store is connected.`,
      ),
    ];
  }
  return [];
}

/** Judges automatic rotation of the key material. */
export function judgeAwsRotation(document: unknown, keyArn: string | undefined): PreflightFinding[] {
  if (!isObject(document) || document.KeyRotationEnabled !== false) return [];
  const remedy = keyArn === undefined ? [] : [awsKeyCommand('enable-key-rotation', keyArn)];
  return [finding('aws.rotation-off', 'AWS does not rotate the key material automatically.', ...remedy)];
}

/** AWS prints dates as ISO text, or as seconds. */
function timeOf(value: unknown): number {
  return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
}

function dateText(value: unknown): string {
  const time = timeOf(value);
  return Number.isNaN(time) ? 'an unknown date' : new Date(time).toISOString().slice(0, 10);
}
