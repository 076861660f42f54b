/** The base classes of the generated constructs. They check at synth that the provider supports the resource. */

import { TerraformDataSource, TerraformResource, type TerraformResourceConfig } from 'cdktf';
import type { Construct } from 'constructs';
import { checkProviderOf } from './provider-checks';
import { ownerOf, type TerraformObject } from './rendered-attributes';
import { checkAgainstOthers } from './resource-checks';

export class CheckedResource extends TerraformResource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
    checkAgainstOthers(this);
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
