/** Validates a configuration where core does not, at every depth. */

import { Diagnostics } from '../diagnostics';
import { formatPath, type Path } from '../path';
import type { Attribute, Block, Validator } from '../schema';
import { asObject, isWhollyKnown } from '../value/compare';
import { isUnknown, type ObjectValue, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import type { Nested } from './elements';

export interface ValidateOptions {
  /** Whether core supports write-only attributes (Terraform 1.11 and later). @default true */
  readonly writeOnlyAllowed?: boolean;
}

/**
 * Reports missing required attributes, configured read-only attributes, write-only attributes that core does not support, deprecated
 * attributes (as warnings), and what validators report for known values.
 */
export function validateConfig(block: Block, config: ObjectValue, options: ValidateOptions = {}): Diagnostics {
  const diagnostics = new Diagnostics();
  validateBlock(block, config, [], { config, diagnostics, writeOnlyAllowed: options.writeOnlyAllowed ?? true });
  return diagnostics;
}

interface Validation {
  readonly config: ObjectValue;
  readonly diagnostics: Diagnostics;
  readonly writeOnlyAllowed: boolean;
}

function validateBlock(block: Block, object: ObjectValue, path: Path, validation: Validation): void {
  const { attributes, blocks } = entriesOf(block);
  for (const [name, attribute] of attributes) {
    validateAttribute(attribute, object[name] ?? null, [...path, name], validation);
  }
  for (const [name, nested] of blocks) {
    const value = object[name] ?? null;
    const isUsed = value !== null && !isUnknown(value) && !(Array.isArray(value) && value.length === 0);
    if (nested.deprecated !== undefined && isUsed) {
      validation.diagnostics.warn('Block Deprecated', nested.deprecated, [...path, name]);
    }
    validateNested(nested, value, [...path, name], validation);
  }
}

function validateAttribute(attribute: Attribute, value: Value, path: Path, validation: Validation): void {
  const { diagnostics } = validation;
  if (value === null) {
    if (attribute.required) {
      const name = formatPath(path);
      diagnostics.error('Missing Configuration for Required Attribute', `Set the attribute ${name}.`, path);
    }
    return;
  }
  const name = formatPath(path);
  if (!attribute.required && !attribute.optional) {
    const sentence = `Remove the attribute ${name} from the configuration: it is read-only.`;
    diagnostics.error('Invalid Configuration for Read-Only Attribute', sentence, path);
    return;
  }
  if (attribute.writeOnly && !validation.writeOnlyAllowed) {
    const sentence = `The attribute ${name} is write-only, which requires Terraform 1.11 or later. Remove it, or upgrade Terraform.`;
    diagnostics.error('Write-Only Attribute Not Allowed', sentence, path);
  }
  if (isUnknown(value)) return;
  if (attribute.deprecated !== undefined) diagnostics.warn('Attribute Deprecated', attribute.deprecated, path);
  runValidators(attribute, value, path, validation);
  if (attribute.nested !== undefined) validateNested(attribute.nested, value, path, validation);
}

function runValidators(attribute: Attribute, value: Value, path: Path, { config, diagnostics }: Validation): void {
  if (attribute.validators === undefined || !isWhollyKnown(value)) return;
  for (const validator of attribute.validators as readonly Validator<Value>[]) {
    try {
      const sentence = validator(value, { path, config });
      if (sentence !== undefined) {
        diagnostics.error(
          `Invalid ${formatPath(path)}`,
          attribute.sensitive ? withoutValue(sentence, value) : sentence,
          path,
        );
      }
    } catch (error) {
      diagnostics.addThrown(error, `Failed to check ${formatPath(path)}`);
    }
  }
}

/** Sentences of validators quote the value. Hides it for a sensitive attribute. */
function withoutValue(sentence: string, value: Value): string {
  return typeof value === 'string' && value !== '' ? sentence.replaceAll(value, '(sensitive value)') : sentence;
}

function validateNested(nested: Nested, value: Value, path: Path, validation: Validation): void {
  if (value === null || isUnknown(value)) return;
  const validate = (part: Value, at: Path) => {
    const object = asObject(part);
    if (object !== null) validateBlock(nested, object, at, validation);
  };
  if (nested.nesting === 'single') {
    validate(value, path);
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      validate(element, nested.nesting === 'set' ? path : [...path, index]);
    }
  } else {
    for (const [key, element] of Object.entries(value as ObjectValue)) validate(element, [...path, key]);
  }
}
