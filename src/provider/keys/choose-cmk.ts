/** Finds one key of a project: by ID, by its key reference, or as the project's default. */

import { sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, isUnknown, type Unknown } from '../../plugin';
import { describeCmks, isThere, shorten } from './cmk-listing';

/** How the user selects a key: by one of the three. */
export interface CmkWanted {
  readonly cmk_id: string | null;
  readonly resource: string | null;
  readonly default_cmk: boolean | null;
}

type MaybeKnown<T> = { readonly [K in keyof T]: T[K] | Unknown };

const ways = ['cmk_id', 'resource', 'default_cmk'] as const;

/** One sentence when the configuration cannot select by exactly one of the three. An unknown value may still become null. */
export function checkWanted(wanted: MaybeKnown<CmkWanted>): string | undefined {
  const given = ways.filter((name) => wanted[name] !== null && !isUnknown(wanted[name]));
  const open = ways.some((name) => isUnknown(wanted[name]));
  if (given.length === 1 || (given.length === 0 && open)) return undefined;
  const got = given.length === 0 ? 'none' : given.join(' and ');
  return `Set exactly one of cmk_id, resource and default_cmk = true; got ${got}.`;
}

/**
 * The key that the user selects.
 * @param cmks all keys of the project; deleted ones are ignored
 * @throws DiagnosticError that lists the keys, when none or more than one matches
 */
export function chooseCmk(project: string, wanted: CmkWanted, cmks: readonly Cmk[]): Cmk {
  const there = cmks.filter(isThere);
  const found = there.filter((cmk) => fits(cmk, wanted));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const { attribute, words } = nameOf(wanted);
  if (only === undefined) throw noSuchCmk(project, words, there, attribute);
  throw new DiagnosticError(
    `Failed to select key: project "${project}" has more than one key ${words}`,
    `${found.length} keys match. Set cmk_id to one of them:${describeCmks(found)}`,
    [attribute],
  );
}

/** The error for a key that does not exist. It lists those that do. */
export function noSuchCmk(project: string, words: string, cmks: readonly Cmk[], attribute = 'cmk_id'): DiagnosticError {
  const there = cmks.filter(isThere);
  const list = there.length === 0 ? 'The project has no keys.' : `Existing keys:${describeCmks(there)}`;
  return new DiagnosticError(`Failed to find key: project "${project}" has no key ${words}`, list, [attribute]);
}

function fits(cmk: Cmk, { cmk_id: cmkId, resource, default_cmk: isDefault }: CmkWanted): boolean {
  if (cmkId !== null) return sameCmkId(cmk.cmkId, cmkId);
  return resource === null ? isDefault === true && cmk.defaultCmk : cmk.keyReference === resource;
}

function nameOf({ cmk_id: cmkId, resource }: CmkWanted): { attribute: (typeof ways)[number]; words: string } {
  if (cmkId !== null) return { attribute: 'cmk_id', words: `with the ID "${cmkId}"` };
  if (resource !== null) return { attribute: 'resource', words: `with the resource "${shorten(resource)}"` };
  return { attribute: 'default_cmk', words: 'that is its default' };
}
