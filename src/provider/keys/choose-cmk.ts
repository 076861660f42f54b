/** Finding one key among those of a project: by id, by its name in the KMS, or as the project's default. */

import { sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, isUnknown, type Unknown } from '../../plugin';
import { describeCmks, isThere, shorten } from './cmk-listing';

/** What a user names a key by: one of the three. */
export interface CmkWanted {
  readonly cmk_id: string | null;
  readonly resource: string | null;
  readonly default_cmk: boolean | null;
}

type MaybeKnown<T> = { readonly [K in keyof T]: T[K] | Unknown };

const ways = ['cmk_id', 'resource', 'default_cmk'] as const;

/** One sentence when it is clear that not exactly one of the three names the key. What is unknown may turn out to be nothing. */
export function checkWanted(wanted: MaybeKnown<CmkWanted>): string | undefined {
  const given = ways.filter((name) => wanted[name] !== null && !isUnknown(wanted[name]));
  const open = ways.some((name) => isUnknown(wanted[name]));
  if (given.length === 1 || (given.length === 0 && open)) return undefined;
  const got = given.length === 0 ? 'none of them' : given.join(' and ');
  return `A key is found by exactly one of cmk_id, resource and default_cmk = true; got ${got}.`;
}

/**
 * The one key that is wanted.
 * @param cmks all keys of the project; deleted ones count as gone
 * @throws DiagnosticError that lists the keys there are, when there is no such key or more than one
 */
export function chooseCmk(project: string, wanted: CmkWanted, cmks: readonly Cmk[]): Cmk {
  const there = cmks.filter(isThere);
  const found = there.filter((cmk) => fits(cmk, wanted));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const { attribute, words } = nameOf(wanted);
  if (only === undefined) throw noSuchCmk(project, words, there, attribute);
  throw new DiagnosticError(
    `Project ${project} has more than one key ${words}`,
    `${found.length} keys fit; give the cmk_id of one of them:${describeCmks(found)}`,
    [attribute],
  );
}

/** The error about a key that is not there; it lists those that are. */
export function noSuchCmk(project: string, words: string, cmks: readonly Cmk[], attribute = 'cmk_id'): DiagnosticError {
  const there = cmks.filter(isThere);
  const list = there.length === 0 ? 'The project has no keys at all.' : `Its keys are:${describeCmks(there)}`;
  return new DiagnosticError(`Project ${project} has no key ${words}`, list, [attribute]);
}

function fits(cmk: Cmk, { cmk_id: cmkId, resource, default_cmk: isDefault }: CmkWanted): boolean {
  if (cmkId !== null) return sameCmkId(cmk.cmkId, cmkId);
  return resource === null ? isDefault === true && cmk.defaultCmk : cmk.keyReference === resource;
}

function nameOf({ cmk_id: cmkId, resource }: CmkWanted): { attribute: (typeof ways)[number]; words: string } {
  if (cmkId !== null) return { attribute: 'cmk_id', words: `with the id ${cmkId}` };
  if (resource !== null) return { attribute: 'resource', words: `with the resource "${shorten(resource)}"` };
  return { attribute: 'default_cmk', words: 'that is its default' };
}
