/** The base classes of the generated constructs. They check at synth what cdktf does not, and write settings of any shape. */

import { TerraformDataSource, TerraformResource, type TerraformResourceConfig } from 'cdktf';
import type { Construct } from 'constructs';
import { checkProviderOf } from './provider-checks';
import { ownerOf, type TerraformObject } from './rendered-attributes';
import { checkAgainstOthers } from './resource-checks';
import { checkSettings, withExactSettings, withHclSettings } from './settings-values';

export class CheckedResource extends TerraformResource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
    checkAgainstOthers(this);
    ownerOf(this).node.addValidation({ validate: () => checkSettings(this) });
  }

  override toTerraform() {
    return withExactSettings(super.toTerraform());
  }

  override toHclTerraform() {
    return withHclSettings(super.toHclTerraform());
  }
}

export class CheckedDataSource extends TerraformDataSource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
  }
}

function checkAtSynth(object: TerraformObject): void {
  ownerOf(object).node.addValidation({ validate: () => checkProviderOf(object) });
}
