/** Aiven's identity in each cloud's KMS, as the grants take it. */

import { type Accessors, type Cloud, requireAccessor } from '../../aiven';
import type { Accessors as ApiAccessors } from '../../client';
import { DiagnosticError } from '../../plugin';
import { callOptions } from '../call-options';
import type { ReadContext } from '../reading';

/** Converts the client's accessors, which are null for a missing cloud, to those of the grants, which omit it. */
export function toAccessors({ aws, azure, gcp, oci }: ApiAccessors): Accessors {
  return {
    aws: aws === null ? undefined : { roleArn: aws.principal },
    azure: azure ?? undefined,
    gcp: gcp ?? undefined,
    oci: oci ?? undefined,
  };
}

/** All accessors of the project, from one shared request. */
export async function readAccessors(project: string, ctx: ReadContext): Promise<Accessors> {
  return toAccessors(await ctx.session.client.reads.accessors(project, callOptions(ctx)));
}

/**
 * The accessor of one cloud.
 * @throws DiagnosticError that names the available clouds, when Aiven offers the project no accessor for this one
 */
export async function readAccessor<C extends Cloud>(
  project: string,
  cloud: C,
  ctx: ReadContext,
): Promise<NonNullable<Accessors[C]>> {
  const accessors = await readAccessors(project, ctx);
  try {
    return requireAccessor(accessors, cloud);
  } catch (error) {
    throw new DiagnosticError(
      `Failed to read CMK accessor: project "${project}" has none for "${cloud}"`,
      (error as Error).message,
    );
  }
}
