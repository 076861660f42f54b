/** A rule for a stack or an app: every service is under a customer managed key. */

import { AnnotationMetadataEntryType, Annotations, type App, type IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isLiteral } from '../synth/literal';
import { oncePerSynth } from '../synth/once-per-synth';
import { ownerOf } from '../synth/rendered';
import {
  bindingsBelow,
  isBindingOf,
  meaningOfCmkId,
  type Rendered,
  renderedService,
  servicesBelow,
} from '../synth/services-of-app';

export interface RequireCustomerManagedKeysOptions {
  /**
   * Whether a service may leave its key to the project's default, which may be a customer managed key or none.
   * @default false
   */
  readonly allowProjectDefault?: boolean;
  /**
   * Which services need no key: construct paths, such as `byok/legacy`, each with all that is below it; or functions that
   * are given the service's L1 construct.
   * @default - none
   */
  readonly exempt?: readonly (string | ((service: IConstruct) => boolean))[];
  /**
   * Whether a service without a key fails the synth or is only warned about.
   * @default 'error'
   */
  readonly severity?: 'error' | 'warning';
}

/**
 * Fails the synth, or warns, where an Aiven service is not under a customer managed key. It sees what this package makes, L1
 * and L2, and every other resource of an Aiven service alike, as they are rendered: overrides count. It does not see into
 * Terraform modules.
 *
 * A service is under a key when its `cmk_id` is set, other than to the all-zero UUID; an expression is taken for a key. Or when
 * a binding of the app (`key.protect`) refers to the service's name in the same stack, or writes the same project and name.
 */
export class RequireCustomerManagedKeys implements IAspect {
  /**
   * Applies the rule to every stack of an app, those made later too, and lists all services without a key at the end of the
   * synth. CDKTF ignores an aspect on an `App` without a word; this is no aspect.
   */
  static enforce(app: App, options: RequireCustomerManagedKeysOptions = {}): void {
    app.node.addValidation({ validate: () => new RequireCustomerManagedKeys(options).#checkApp(app) });
  }

  readonly #options: RequireCustomerManagedKeysOptions;
  readonly #visited = new WeakSet<IConstruct>();
  readonly #bindings = oncePerSynth(bindingsBelow);

  /** For `Aspects.of(stack).add(…)`: on a stack, or a construct in one. On an `App` it has no effect: see `enforce`. */
  constructor(options: RequireCustomerManagedKeysOptions = {}) {
    this.#options = options;
  }

  visit(construct: IConstruct): void {
    const service = renderedService(construct);
    if (service === undefined || this.#visited.has(construct)) return;
    this.#visited.add(construct);
    const owner = ownerOf(construct);
    if (this.#options.severity !== 'warning') {
      owner.node.addValidation({ validate: () => this.#check(renderedService(construct)) });
      return;
    }
    for (const problem of this.#check(service)) Annotations.of(owner).addWarning(problem);
  }

  #check(service: Rendered | undefined): string[] {
    if (service === undefined) return [];
    const problem = this.#problemOf(service, () => this.#bindings(service.resource));
    return problem === undefined ? [] : [problem];
  }

  #checkApp(app: App): string[] {
    const bindings = bindingsBelow(app);
    const problems = servicesBelow(app).flatMap((service) => {
      const message = this.#problemOf(service, () => bindings);
      return message === undefined ? [] : [{ construct: ownerOf(service.resource), message }];
    });
    if (this.#options.severity !== 'warning') {
      return problems.map(({ construct, message }) => `[${construct.node.path}] ${message}`);
    }
    for (const { construct, message } of problems) warn(app, construct, message);
    return [];
  }

  #problemOf(service: Rendered, bindings: () => readonly Rendered[]): string | undefined {
    const meaning = meaningOfCmkId(service.attributes);
    if (meaning === 'key' || this.#isExempt(service)) return undefined;
    if (meaning === 'nothing' && this.#options.allowProjectDefault) return undefined;
    const protectedByBinding =
      meaning === 'nothing' &&
      bindings().some((binding) => isBindingOf(binding, service) && meaningOfCmkId(binding.attributes) === 'key');
    return protectedByBinding ? undefined : complaint(service, meaning);
  }

  #isExempt({ resource }: Rendered): boolean {
    return (this.#options.exempt ?? []).some((exempt) =>
      typeof exempt === 'string' ? `${resource.node.path}/`.startsWith(`${exempt}/`) : exempt(resource),
    );
  }
}

function complaint({ resource, attributes }: Rendered, meaning: 'nothing' | 'Aiven-managed keys'): string {
  const { service_name: name } = attributes;
  const service = typeof name === 'string' && isLiteral(name) ? `The service "${name}"` : 'The service';
  const reason =
    meaning === 'nothing' ? "it leaves its key to the project's default" : 'it asks for Aiven-managed keys';
  return `${service} (${resource.terraformResourceType}) is not under a customer managed key: ${reason}. Give it one by Encryption.customerManaged(key), by cmkId or by key.protect(…), or exempt it.`;
}

/** At the end of a synth the annotations have been collected already; only the manifest is still to be written. */
function warn(app: App, construct: IConstruct, message: string): void {
  app.manifest.forStack(TerraformStack.of(construct)).annotations.push({
    constructPath: construct.node.path,
    level: AnnotationMetadataEntryType.WARN,
    message,
    stacktrace: [],
  });
}
