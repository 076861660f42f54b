/** A key in a cloud's KMS. */

import { type Cloud, checkKeyReference, type KeyParts, parseKeyParts, parseKeyReference } from '../../aiven';
import { isLiteral, validateLiteral } from '../synth/validate-literal';

/**
 * A key in a cloud's KMS: its cloud and its key reference. Literals are checked immediately; a value that is known
 * only at apply (a token) is not checked.
 */
export class KmsKey {
  /**
   * A key in AWS KMS.
   * @param keyArn The key's ARN, not the ARN of an alias: `arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab`.
   * @throws Error when a literal is not the ARN of a KMS key.
   */
  static aws(keyArn: string): KmsKey {
    return KmsKey.fromReference('aws', keyArn);
  }

  /**
   * A key in Google Cloud KMS.
   * @param resourceName `projects/<project>/locations/<location>/keyRings/<key-ring>/cryptoKeys/<key>`, with or without a version.
   * @throws Error when a literal is not the resource name of a key.
   */
  static gcp(resourceName: string): KmsKey {
    return KmsKey.fromReference('gcp', resourceName);
  }

  /**
   * A key in OCI Vault.
   * @param keyOcid The key's OCID: `ocid1.key.oc1.<region>.<unique-id>`.
   * @throws Error when a literal is not the OCID of a key.
   */
  static oci(keyOcid: string): KmsKey {
    return KmsKey.fromReference('oci', keyOcid);
  }

  /**
   * A key in Azure Key Vault or Managed HSM.
   * @param keyIdentifier `https://<vault>.vault.azure.net/keys/<key>`, with or without a version.
   * @throws Error when a literal is not the identifier of a key.
   */
  static azure(keyIdentifier: string): KmsKey {
    return KmsKey.fromReference('azure', keyIdentifier);
  }

  /**
   * A key in the cloud that its key reference belongs to.
   * @param keyReference The key reference, in the format of one of the four clouds. It must be a literal.
   * @throws Error when it is not a key reference, or known only at apply.
   */
  static of(keyReference: string): KmsKey {
    requireString('KmsKey.of', keyReference);
    if (!isLiteral(keyReference)) {
      throw new Error(
        'KmsKey.of cannot detect the cloud of a value that is known only at apply; use KmsKey.aws, KmsKey.gcp, KmsKey.oci or KmsKey.azure.',
      );
    }
    return new KmsKey(parseKeyReference(keyReference).cloud, keyReference);
  }

  private static fromReference(cloud: Cloud, keyReference: string): KmsKey {
    requireString(`KmsKey.${cloud}`, keyReference);
    validateLiteral(keyReference, (text) => checkKeyReference(cloud, text));
    return new KmsKey(cloud, keyReference);
  }

  private constructor(
    /** The cloud of the KMS. In Terraform: `cmk_provider`. */
    readonly cloud: Cloud,
    /** The key reference: the ARN, resource name, OCID or URL that names the key in its KMS. In Terraform: `resource`. */
    readonly keyReference: string,
  ) {}

  /**
   * Region, owner, name and version of the key, as the provider function `parse_key` returns them.
   * @throws Error when the key reference is known only at apply.
   */
  get parts(): KeyParts {
    if (isLiteral(this.keyReference)) return parseKeyParts(this.keyReference);
    throw new Error('KmsKey.parts cannot parse a value that is known only at apply; use the function parse_key.');
  }
}

/** An unset environment variable passes the type checker in apps that use `!` or JavaScript. */
function requireString(method: string, keyReference: unknown): void {
  if (typeof keyReference === 'string') return;
  throw new Error(`${method} expects a key reference as a string, got ${String(keyReference)}.`);
}
