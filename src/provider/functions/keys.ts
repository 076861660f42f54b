/** The function that parses a KMS key's identifier. */

import { parseKeyParts } from '../../aiven';
import { defineFunction } from '../../plugin';

export const parseKeyFunction = defineFunction({
  name: 'parse_key',
  summary: "Parses a KMS key's identifier of any cloud.",
  description: `Parses the identifier of a KMS key, as \`resource\` of \`aiven_cmk\` takes it, into an object with five attributes:

- \`cloud\`: \`aws\`, \`azure\`, \`gcp\` or \`oci\`, as \`cmk_provider\` takes it.
- \`region\`: the AWS or OCI region, or the Google Cloud location; null for Azure, whose identifiers have no region.
- \`owner\`: the AWS account ID, the Google Cloud project, the OCI realm, or the Azure vault or managed HSM.
- \`name\`: the AWS key ID, \`KEY_RING/KEY\` in Google Cloud, the unique ID of an OCID, or the name of the key in Azure.
- \`version\`: the version that the identifier pins; null without one.

Fails with the expected format when it is not the identifier of a key.`,
  parameters: [
    {
      name: 'reference',
      type: 'string',
      description:
        'An AWS key ARN, a Google Cloud resource name (`projects/…/cryptoKeys/…`), an OCID, or an Azure key identifier (`https://…/keys/…`).',
    },
  ],
  returns: ['object', { cloud: 'string', region: 'string', owner: 'string', name: 'string', version: 'string' }],
  run: (reference) => ({ ...parseKeyParts(reference) }),
});
