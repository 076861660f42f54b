/** The base classes of the generated constructs. They check at synth what cdktf does not, and write settings of any shape. */

import { TerraformDataSource, TerraformResource, type TerraformResourceConfig } from 'cdktf';
import type { Construct } from 'constructs';
import { requireJsonValues } from './checked-values';
import { checkProviderOf } from './provider-checks';
import { ownerOf, type TerraformObject } from './rendered-attributes';
import { checkAgainstOthers } from './resource-checks';
import { withExactSettings, withHclSettings } from './settings-values';

export class CheckedResource extends TerraformResource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
    checkAgainstOthers(this);
  }

  override toTerraform() {
    requireJsonValues(this, () => this.synthesizeAttributes());
    return withExactSettings(super.toTerraform());
  }

  override toHclTerraform() {
    requireJsonValues(this, () => this.synthesizeAttributes());
    return withHclSettings(super.toHclTerraform());
  }
}

export class CheckedDataSource extends TerraformDataSource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
  }

  override toTerraform() {
    requireJsonValues(this, () => this.synthesizeAttributes());
    return super.toTerraform();
  }

  override toHclTerraform() {
    requireJsonValues(this, () => this.synthesizeAttributes());
    return super.toHclTerraform();
  }
}

function checkAtSynth(object: TerraformObject): void {
  ownerOf(object).node.addValidation({ validate: () => checkProviderOf(object) });
}
