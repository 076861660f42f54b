/** The base of every generated construct: checks at synth that Terraform will give it to a provider that has it. */

import { TerraformDataSource, TerraformResource, type TerraformResourceConfig } from 'cdktf';
import type { Construct } from 'constructs';
import { checkProviderOf } from './provider-checks';
import { ownerOf, type TerraformObject } from './rendered';

export class CheckedResource extends TerraformResource {
  constructor(scope: Construct, id: string, config: TerraformResourceConfig) {
    super(scope, id, config);
    checkAtSynth(this);
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
