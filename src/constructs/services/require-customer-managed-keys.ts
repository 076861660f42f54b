/** A policy for a stack or an app: every service uses a customer managed key. */

import { AnnotationMetadataEntryType, Annotations, App, Aspects, type IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { cachePerSynth } from '../synth/cache-per-synth';
import {
  asService,
  encryptionOf,
  findBindings,
  findServices,
  isBindingOf,
  type RenderedResource,
} from '../synth/find-services';
import { ownerOf } from '../synth/rendered-attributes';
import { isLiteral } from '../synth/validate-literal';

export interface RequireCustomerManagedKeysOptions {
  /**
   * Whether a service may use the project's default, which may be a customer managed key or not.
   * @default false
   */
  readonly allowProjectDefault?: boolean;
  /**
   * Services that do not need a key: construct paths such as `byok/legacy`, each with everything below it, or functions that
   * receive the service's L1 construct.
   * @default - none
   */
  readonly exempt?: readonly (string | ((service: IConstruct) => boolean))[];
  /**
   * Whether a service without a key makes synth fail or only prints a warning.
   * @default 'error'
   */
  readonly severity?: 'error' | 'warning';
}

/**
 * Reports every Aiven service that does not use a customer managed key, as an error or a warning at synth. It covers the L1 and
 * L2 constructs of this package and all other constructs of Aiven services, as they are rendered, so overrides count. It
 * does not look into Terraform modules.
 *
 * A service uses a key if its `cmk_id` is set to anything but the all-zero UUID. An expression counts as a key. It also uses a
 * key if a binding of the app (`key.protect`) refers to the service in the same stack, or has the same project and name.
 */
export class RequireCustomerManagedKeys implements IAspect {
  /**
   * Applies the policy to every stack of an app, including stacks that are added later, or to one stack. cdktf ignores
   * aspects on an `App`, so on an `App` this is a validation, and at the end of synth it lists all services without a key.
   * In a unit test, enforce it on the stack: `Testing.synth(stack, true)` does not validate the app.
   */
  static enforce(scope: App | TerraformStack, options: RequireCustomerManagedKeysOptions = {}): void {
    const policy = new RequireCustomerManagedKeys(options);
    if (App.isApp(scope)) scope.node.addValidation({ validate: () => policy.checkApp(scope) });
    else Aspects.of(scope).add(policy);
  }

  private readonly visited = new WeakSet<IConstruct>();
  private readonly bindings = cachePerSynth(findBindings);

  /** For `Aspects.of(construct).add(…)` on a construct in a stack. For an `App` or a stack, use `enforce`. */
  constructor(private readonly options: RequireCustomerManagedKeysOptions = {}) {}

  visit(construct: IConstruct): void {
    const service = asService(construct);
    if (service === undefined || this.visited.has(construct)) return;
    this.visited.add(construct);
    const owner = ownerOf(construct);
    if (this.options.severity !== 'warning') {
      owner.node.addValidation({ validate: () => this.check(asService(construct)) });
      return;
    }
    for (const problem of this.check(service)) Annotations.of(owner).addWarning(problem);
  }

  private check(service: RenderedResource | undefined): string[] {
    if (service === undefined) return [];
    const problem = this.problemOf(service, () => this.bindings(service.resource));
    return problem === undefined ? [] : [problem];
  }

  private checkApp(app: App): string[] {
    const bindings = findBindings(app);
    const problems = findServices(app).flatMap((service) => {
      const message = this.problemOf(service, () => bindings);
      return message === undefined ? [] : [{ construct: ownerOf(service.resource), message }];
    });
    if (this.options.severity !== 'warning') {
      return problems.map(({ construct, message }) => `[${construct.node.path}] ${message}`);
    }
    for (const { construct, message } of problems) warn(app, construct, message);
    return [];
  }

  private problemOf(service: RenderedResource, bindings: () => readonly RenderedResource[]): string | undefined {
    const encryption = encryptionOf(service.attributes);
    if (encryption === 'customerManaged' || this.isExempt(service)) return undefined;
    if (encryption === 'unset' && this.options.allowProjectDefault) return undefined;
    const isBound =
      encryption === 'unset' &&
      bindings().some(
        (binding) => isBindingOf(binding, service) && encryptionOf(binding.attributes) === 'customerManaged',
      );
    return isBound ? undefined : describeProblem(service, encryption);
  }

  private isExempt({ resource }: RenderedResource): boolean {
    return (this.options.exempt ?? []).some((exempt) =>
      typeof exempt === 'string' ? `${resource.node.path}/`.startsWith(`${exempt}/`) : exempt(resource),
    );
  }
}

function describeProblem({ resource, attributes }: RenderedResource, encryption: 'unset' | 'aivenManaged'): string {
  const { service_name: name } = attributes;
  const service = typeof name === 'string' && isLiteral(name) ? `The service "${name}"` : 'The service';
  const reason = encryption === 'unset' ? "it uses the project's default" : 'it uses Aiven-managed keys';
  return `${service} (${resource.terraformResourceType}) does not use a customer managed key: ${reason}. Set Encryption.customerManaged(key) or cmkId, call key.protect(…), or exempt the service.`;
}

/** Adds the warning to the manifest, because cdktf has already collected the annotations at this point. */
function warn(app: App, construct: IConstruct, message: string): void {
  app.manifest.forStack(TerraformStack.of(construct)).annotations.push({
    constructPath: construct.node.path,
    level: AnnotationMetadataEntryType.WARN,
    message,
    stacktrace: [],
  });
}
