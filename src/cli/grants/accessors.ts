/** The accessors of a project, for the grants and judges of `src/aiven`. */

import type { Accessors } from '../../aiven';
import type { Accessors as ClientAccessors } from '../../client';

/** The client's accessors under the names of `src/aiven`. */
export function grantAccessors({ aws, azure, gcp, oci }: ClientAccessors): Accessors {
  return {
    aws: aws === null ? undefined : { roleArn: aws.principal },
    azure: azure ?? undefined,
    gcp: gcp ?? undefined,
    oci: oci ?? undefined,
  };
}
