/** A key in a cloud's key management service, as a construct is told of it. */

import { type Cloud, checkKeyReference, parseKeyReference } from '../../aiven';
import { isLiteral } from '../synth/literal';

/**
 * A key that lies in the KMS of a cloud: which cloud, and how the key is called there. Literals are checked at once; a
 * value that is known only at apply (a token) passes unchecked.
 */
export class KmsKey {
  /**
   * A key in AWS KMS.
   * @param keyArn its ARN, not that of an alias: `arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab`.
   * @throws Error when a literal is no ARN of a KMS key.
   */
  static aws(keyArn: string): KmsKey {
    return KmsKey.#checked('aws', keyArn);
  }

  /**
   * A key in Google Cloud KMS.
   * @param resourceName `projects/<project>/locations/<location>/keyRings/<key-ring>/cryptoKeys/<key>`, with or without a version.
   * @throws Error when a literal is no resource name of a key.
   */
  static gcp(resourceName: string): KmsKey {
    return KmsKey.#checked('gcp', resourceName);
  }

  /**
   * A key in OCI Vault.
   * @param keyOcid its OCID.
   * @throws Error when a literal is no OCID of a key.
   */
  static oci(keyOcid: string): KmsKey {
    return KmsKey.#checked('oci', keyOcid);
  }

  /**
   * A key in Azure Key Vault.
   * @param keyIdentifier `https://<vault>.vault.azure.net/keys/<name>`, with or without a version.
   * @throws Error when a literal is no identifier of a key.
   */
  static azure(keyIdentifier: string): KmsKey {
    return KmsKey.#checked('azure', keyIdentifier);
  }

  /**
   * A key of the cloud that its identifier tells.
   * @param keyReference the identifier, a literal.
   * @throws Error when it is a key identifier of no cloud, or a token, which tells no cloud.
   */
  static of(keyReference: string): KmsKey {
    requireText('KmsKey.of', keyReference);
    if (!isLiteral(keyReference)) {
      throw new Error(
        'KmsKey.of cannot tell the cloud of a value that is known only at apply; use KmsKey.aws, KmsKey.gcp, KmsKey.oci or KmsKey.azure.',
      );
    }
    return new KmsKey(parseKeyReference(keyReference).cloud, keyReference);
  }

  static #checked(cloud: Cloud, keyReference: string): KmsKey {
    requireText(`KmsKey.${cloud}`, keyReference);
    const problem = isLiteral(keyReference) ? checkKeyReference(cloud, keyReference) : undefined;
    if (problem !== undefined) throw new Error(problem);
    return new KmsKey(cloud, keyReference);
  }

  private constructor(
    /** The cloud whose KMS holds the key: `cmk_provider` in Terraform. */
    readonly cloud: Cloud,
    /** The key's name in that KMS: `resource` in Terraform. */
    readonly keyReference: string,
  ) {}
}

/** An environment variable that is not set reaches us as undefined, past the types. */
function requireText(method: string, keyReference: unknown): void {
  if (typeof keyReference === 'string') return;
  throw new Error(`${method} takes the identifier of a key as text; got ${String(keyReference)}.`);
}
