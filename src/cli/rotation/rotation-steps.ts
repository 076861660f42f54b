/** Steps after a rotation: the configuration and the state still have the old key. */

import { formatCmkImportId, sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { quoteTypeScript } from '../adopt/quote';
import type { StateResource } from '../terraform/state';
import { cmkIdLine, commandsStep, kmsKeyLines, type Step, whereOf } from './steps';
import { keysIn, type ManagingState, servicesIn } from './terraform-states';

export interface Rotated {
  project: string;
  /** Id of the old key. */
  from: string;
  to: Cmk;
  /** Names of the services that use the new key now. */
  moved: readonly string[];
  /** Whether others stay on the old key. */
  isPartial: boolean;
  oldDeleted: boolean;
}

/** Returns no steps for a state that has nothing to do with the old key. @param binary `terraform` or `tofu` */
export function stepsAfterRotation(state: ManagingState, rotated: Rotated, binary: string): Step[] {
  const { project, from, to, isPartial, oldDeleted } = rotated;
  const [old] = keysIn(state, project, from);
  const [known] = keysIn(state, project, to.cmkId);
  // Not refreshed: the state still has the old key of every service that was moved since.
  const moved = servicesIn(state, project).filter(
    ({ attributes: { cmk_id: cmkId, service_name: name } }) =>
      typeof cmkId === 'string' && sameCmkId(cmkId, from) && rotated.moved.includes(String(name)),
  );
  if (old === undefined && moved.length === 0) return [];
  if (old === undefined || known !== undefined) {
    const edits = [...moved.map((service) => useKey(state, service, known, to)), ...defaultStep(old, known, to)];
    const removed = oldDeleted && old !== undefined ? old : undefined;
    const removal = removed && { text: `Remove ${removed.address} from the configuration.`, lines: [] };
    return [...edits, ...(removal ? [removal] : []), commandsStep(state, binary, removed ? [forget(removed)] : [])];
  }
  if (isPartial) return [...addNextTo(old, state, moved, rotated), commandsStep(state, binary, [])];
  const others = moved.filter((service) => !refersTo(service, old));
  const importId = formatCmkImportId({ project, cmkId: to.cmkId });
  return [
    { text: `${whereOf(state, old)}, set:`, lines: kmsKeyLines(state, to) },
    ...defaultStep(old, undefined, to),
    ...others.map((service) => useKey(state, service, old, to)),
    commandsStep(state, binary, [forget(old), ['import', old.address, importId]]),
    ...unreadSettings(old),
  ];
}

const forget = ({ address }: StateResource): string[] => ['state', 'rm', address];

function refersTo({ dependsOn }: StateResource, { address }: StateResource): boolean {
  return dependsOn.some((name) => name === address || address.startsWith(`${name}[`));
}

function useKey(state: ManagingState, service: StateResource, key: StateResource | undefined, to: Cmk): Step {
  const where = whereOf(state, service);
  if (state.language === 'hcl') return { text: `${where}, set:`, lines: [cmkIdLine(key, to.cmkId, service)] };
  return {
    text: `${where}, use ${key === undefined ? `the key "${to.cmkId}"` : `the key of ${key.address}`}.`,
    lines: [],
  };
}

/** The new key next to the old one, which other services still use. Its `import` block needs no command. */
function addNextTo(
  old: StateResource,
  state: ManagingState,
  moved: readonly StateResource[],
  { project, to }: Rotated,
): Step[] {
  const id = formatCmkImportId({ project, cmkId: to.cmkId });
  if (state.language === 'cdktf') {
    const lines = [
      `CustomerManagedKey.import(scope, ${['new-key', id].map(quoteTypeScript).join(', ')}, {`,
      `  ${kmsKeyLines(state, to)},`,
      '});',
    ];
    const addresses = moved.map(({ address }) => address).join(', ');
    return [
      { text: 'Add the new key:', lines },
      { text: `Use it in the constructs of ${addresses}.`, lines: [] },
    ];
  }
  const address = `aiven_cmk.${old.rootAddress?.split('.')[1] ?? 'key'}_new`;
  const lines = [
    'import {',
    `  to = ${address}`,
    `  id = "${id}"`,
    '}',
    `resource "aiven_cmk" "${address.split('.')[1]}" {`,
    ...[`project      = "${project}"`, ...kmsKeyLines(state, to)].map((line) => `  ${line}`),
    '  lifecycle {',
    '    create_before_destroy = true',
    '  }',
    '}',
  ];
  const added = { ...old, address, rootAddress: address };
  return [{ text: 'Add the new key:', lines }, ...moved.map((service) => useKey(state, service, added, to))];
}

/** The default key may be configured as such. */
function defaultStep(old: StateResource | undefined, known: StateResource | undefined, to: Cmk): Step[] {
  if (old?.attributes.default_cmk !== true || (known === undefined && to.defaultCmk)) return [];
  const what = to.defaultCmk && known !== undefined ? `move it to ${known.address}` : 'remove it';
  return [{ text: `If the configuration of ${old.address} makes it the default key, ${what}.`, lines: [] }];
}

/** Settings that Aiven does not have, so that an import cannot read them. */
const ownSettings = ['deletion_protection', 'on_destroy', 'rotation_trigger', 'verify_access'];

function unreadSettings({ attributes }: StateResource): Step[] {
  const set = ownSettings.filter(
    (name) => attributes[name] !== undefined && attributes[name] !== null && attributes[name] !== false,
  );
  if (set.length === 0) return [];
  return [
    {
      text: `If that plan sets ${set.join(' and ')}, which Aiven does not store, apply it: nothing in Aiven changes.`,
      lines: [],
    },
  ];
}
