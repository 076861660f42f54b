/** Who Aiven is to each cloud's KMS, as the grants take it. */

import { type Accessors, type Cloud, requireAccessor } from '../../aiven';
import type { Accessors as ApiAccessors } from '../../client';
import { DiagnosticError } from '../../plugin';
import { callOptions } from '../call-options';
import type { ReadContext } from '../reading';

/** From the client's form to that of the grants, which leave out what there is not. */
export function toAccessors({ aws, azure, gcp, oci }: ApiAccessors): Accessors {
  return {
    aws: aws === null ? undefined : { roleArn: aws.principal },
    azure: azure ?? undefined,
    gcp: gcp ?? undefined,
    oci: oci ?? undefined,
  };
}

/** All accessors of the project, from its shared answer. */
export async function readAccessors(project: string, ctx: ReadContext): Promise<Accessors> {
  return toAccessors(await ctx.session.client.reads.accessors(project, callOptions(ctx)));
}

/**
 * The accessor of one cloud.
 * @throws DiagnosticError that names the clouds there are, when Aiven offers the project none of this one
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
    throw new DiagnosticError(`Project ${project} has no CMK accessor for ${cloud}`, (error as Error).message);
  }
}
