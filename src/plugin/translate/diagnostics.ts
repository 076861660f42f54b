/** Converts diagnostics and attribute paths to messages. */

import type { Nested } from '../core/elements';
import { typeOfBlock } from '../core/schema-type';
import type { Diagnostics } from '../diagnostics';
import type { Path } from '../path';
import type { Attribute, Block } from '../schema';
import type { Type } from '../value/value';
import { type AttributePath, type AttributePathStep, type Diagnostic, Severity } from '../wire/messages';

export function toDiagnosticMessages(diagnostics: Pick<Diagnostics, 'list'>, block: Block | undefined): Diagnostic[] {
  return diagnostics.list.map(({ severity, summary, detail, path }) => ({
    severity: Severity[severity],
    summary,
    detail,
    attribute:
      path === undefined || block === undefined ? undefined : toAttributePath(block, withoutSensitive(block, path)),
  }));
}

/** Terraform prints the source line of a path. For a sensitive attribute, returns the path of the enclosing block. */
function withoutSensitive(root: Block, path: Path): Path {
  let block: Block | undefined = root;
  let isKey = false;
  for (const [index, step] of path.entries()) {
    if (block === undefined) break;
    if (isKey || typeof step === 'number') {
      isKey = false;
      continue;
    }
    const attribute: Attribute | undefined = block.attributes[step];
    if (attribute?.sensitive) return path.slice(0, index);
    const nested: Nested | undefined = attribute?.nested ?? block.blocks?.[step];
    isKey = nested?.nesting === 'map';
    block = nested;
  }
  return path;
}

/** Resolves each step by the type: attribute, map key or list index. Ends where the type has no such step, such as in a set. */
export function toAttributePath(block: Block, path: Path): AttributePath | undefined {
  const steps: AttributePathStep[] = [];
  let type: Type | undefined = typeOfBlock(block);
  for (const step of path) {
    const next = stepInto(type, step);
    if (next === undefined) break;
    steps.push(next.step);
    type = next.type;
  }
  return steps.length === 0 ? undefined : { steps };
}

function stepInto(type: Type, step: string | number): { step: AttributePathStep; type: Type } | undefined {
  if (typeof type === 'string' || type[0] === 'set') return undefined;
  if (typeof step === 'number') {
    const element = type[0] === 'list' ? type[1] : type[0] === 'tuple' ? type[1][step] : undefined;
    return element === undefined ? undefined : { step: { elementKeyInt: step }, type: element };
  }
  if (type[0] === 'map') return { step: { elementKeyString: step }, type: type[1] };
  const attribute = type[0] === 'object' && Object.hasOwn(type[1], step) ? type[1][step] : undefined;
  return attribute === undefined ? undefined : { step: { attributeName: step }, type: attribute };
}
