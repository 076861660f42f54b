/** The function that parses a key reference. */

import { parseKeyParts } from '../../aiven';
import { defineFunction } from '../../plugin';

export const parseKeyFunction = defineFunction({
  name: 'parse_key',
  summary: 'Parses the key reference of any cloud.',
  description: `Parses a key reference, the value of \`resource\` of \`aiven_cmk\`, into an object with five attributes:

- \`cloud\`: \`aws\`, \`azure\`, \`gcp\` or \`oci\`, as \`cmk_provider\` takes it.
- \`region\`: the AWS or OCI region, or the Google Cloud location; null for Azure, whose key references have no region.
- \`owner\`: the AWS account ID, the Google Cloud project, the OCI realm, or the Azure vault or managed HSM.
- \`name\`: the AWS key ID, \`KEY_RING/KEY\` in Google Cloud, the unique ID of an OCID, or the name of the key in Azure.
- \`version\`: the version that the key reference pins; null without one.

Fails with the expected format when it is not a key reference.`,
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
