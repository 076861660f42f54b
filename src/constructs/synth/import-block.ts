/** An `import` block for a resource of ours. */

import { TerraformElement, type TerraformResource } from 'cdktf';

/**
 * Has Terraform take over what exists already, at the next apply. In contrast to `importFrom` it starts no
 * `terraform version` at synth, so that synth needs no terraform at all.
 */
export class ImportBlock extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(resource, 'Import');
  }

  override toTerraform(): unknown {
    return { import: [{ to: this.#address(), id: this.importId }] };
  }

  override toHclTerraform(): unknown {
    const to = { value: this.#address(), type: 'simple', storageClassType: 'reference' };
    return { import: [{ to, id: { value: this.importId, type: 'simple', storageClassType: 'string' } }] };
  }

  override toMetadata(): unknown {
    return { imports: { [this.resource.terraformResourceType]: [this.resource.friendlyUniqueId] } };
  }

  #address(): string {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }
}
