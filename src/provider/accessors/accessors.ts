/** Aiven's identity in each cloud's KMS, as the grants take it. */

import { type Accessors, type Cloud, requireAccessor, toAccessors } from '../../aiven';
import { DiagnosticError } from '../../plugin';
import { callOptions } from '../call-options';
import type { ReadContext } from '../reading';

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
