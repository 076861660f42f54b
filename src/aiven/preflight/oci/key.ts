/** Judges a key in OCI Vault: the output of `oci kms management key get`. */

import { quote } from '../../../support/quote';
import { option } from '../../grants/shell';
import type { OciKey } from '../../keys/oci-key';
import { finding, type PreflightFinding } from '../finding';
import { type JsonObject, objectIn, quoteOrMissing, textIn } from '../json';

/** Regions whose OCIDs have a short key in place of the name (OCI documentation, "Regions and Availability Domains"). */
const regionNames: Readonly<Record<string, string>> = {
  iad: 'us-ashburn-1',
  phx: 'us-phoenix-1',
  fra: 'eu-frankfurt-1',
  lhr: 'uk-london-1',
};

/**
 * The management endpoint of the key's vault, which every `oci kms management` command needs; undefined if the OCID does not tell.
 * The first part of a key's unique ID is that of its vault.
 */
export function ociManagementEndpoint({ realm, region, uniqueId }: OciKey): string | undefined {
  const name = Object.hasOwn(regionNames, region) ? regionNames[region] : region;
  const [vault, rest] = uniqueId.split('.');
  if (realm !== 'oc1' || !name?.includes('-') || rest === undefined) return undefined;
  return `https://${vault}-management.kms.${name}.oraclecloud.com`;
}

/** Returns undefined for an https URL, or http on this machine, otherwise an error message: `oci` sends a signed request there. */
export function checkOciEndpoint(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) return undefined;
  return `${quote(text)} is not the management endpoint of a vault; expected an https URL, such as "https://abcdefgh-management.kms.us-ashburn-1.oraclecloud.com".`;
}

/** A subcommand of `oci kms management key`. */
export function ociKeyCommand(subcommand: string, keyId: string, endpoint: string | undefined): string[] {
  const words = ['oci', 'kms', 'management', 'key', subcommand, option('key-id', keyId)];
  return [...words, option('endpoint', endpoint ?? '<management endpoint of the vault>')];
}

/** The key in the document. */
export function ociKeyData(document: unknown): JsonObject {
  return objectIn(document, 'data');
}

/** Judges state, algorithm, protection and rotation. */
export function judgeOciKey(data: JsonObject, keyId: string, endpoint: string | undefined): PreflightFinding[] {
  const command = (name: string) => ociKeyCommand(name, keyId, endpoint);
  const found = judgeState(data, command);
  const shape = objectIn(data, 'key-shape');
  const algorithm = textIn(shape, 'algorithm');
  if (algorithm !== 'AES') {
    const newShape = option('key-shape', '{"algorithm": "AES", "length": 32}');
    const place = [option('compartment-id', textIn(data, 'compartment-id') ?? '<compartment>'), '--display-name=aiven'];
    const create = ['oci', 'kms', 'management', 'key', 'create', ...place, newShape];
    const message = `The key's algorithm is ${quoteOrMissing(algorithm)}; Aiven needs "AES". It cannot be changed: create a new key.`;
    found.push(
      finding('oci.key-algorithm', message, [
        ...create,
        option('endpoint', endpoint ?? '<management endpoint of the vault>'),
      ]),
    );
  }
  if (textIn(data, 'protection-mode') === 'EXTERNAL') {
    const message =
      'The key material is outside of OCI (protection mode "EXTERNAL"): Aiven can use the key only while OCI reaches that key manager.';
    found.push(finding('oci.protection', message));
  }
  if (data['is-auto-rotation-enabled'] !== true) {
    found.push(
      finding(
        'oci.rotation-off',
        'OCI does not rotate the key material automatically.',
        command('update').concat('--is-auto-rotation-enabled=true'),
      ),
    );
  }
  return found;
}

function judgeState(data: JsonObject, command: (name: string) => string[]): PreflightFinding[] {
  const state = textIn(data, 'lifecycle-state');
  switch (state) {
    case 'ENABLED':
      return [];
    case 'DISABLED':
    case 'DISABLING':
      return [finding('oci.key-state', 'The key is disabled.', command('enable'))];
    case 'PENDING_DELETION':
    case 'SCHEDULING_DELETION': {
      const time = textIn(data, 'time-of-deletion');
      const when = time === undefined ? 'at a time that the document does not show' : `on ${time.slice(0, 10)}`;
      const message = `The key is scheduled for deletion: OCI deletes it ${when}, and with it all data that it encrypts.`;
      return [finding('oci.key-deletion', message, command('cancel-deletion'))];
    }
    default:
      return [finding('oci.key-state', `The key's state is ${quoteOrMissing(state)}; Aiven needs "ENABLED".`)];
  }
}
