/** Terraform's `import` block. */

import { TerraformElement, type TerraformResource } from 'cdktf';

/** Imports an existing object into a resource at the next apply. Unlike `importFrom`, it does not run `terraform version` at synth. */
export class ImportBlock extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(resource, 'Import');
  }

  override toTerraform(): unknown {
    return { import: [{ to: this.address(), id: this.importId }] };
  }

  override toHclTerraform(): unknown {
    const to = { value: this.address(), type: 'simple', storageClassType: 'reference' };
    return { import: [{ to, id: { value: this.importId, type: 'simple', storageClassType: 'string' } }] };
  }

  override toMetadata(): unknown {
    return { imports: { [this.resource.terraformResourceType]: [this.resource.friendlyUniqueId] } };
  }

  private address(): string {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }
}
