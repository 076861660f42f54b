/** Blocks of Terraform's configuration that several commands write. */

import { providerSource } from '../../provider-source';
import { version } from '../../version';

/** Declares this provider under the local name that Terraform assumes for `aiven_…` resources. */
export const requiredProviders = `terraform {
  required_providers {
    aiven = {
      source  = "${providerSource}"
      version = "${version}"
    }
  }
}
`;

/** Lines for a `provider_installation` block: this provider from a folder, all others as before. */
export function mirrorLines(folder: string): string[] {
  const pattern = `["${providerSource.split('/')[0]}/*/*"]`;
  return [
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(folder)}`,
    `    include = ${pattern}`,
    '  }',
    '  direct {',
    `    exclude = ${pattern}`,
    '  }',
  ];
}
