/** The L1 of a key, fitted at synth to the provider that its stack has. */

import type { Construct } from 'constructs';
import { Cmk, type CmkConfig } from './l1/cmk';
import { bindProvider, findProvider, isOurs } from './provider-lookup';

export class BoundCmk extends Cmk {
  constructor(scope: Construct, id: string, config: CmkConfig) {
    super(scope, id, config);
    bindProvider(this);
  }

  protected override synthesizeAttributes() {
    this.#fitToProvider();
    return super.synthesizeAttributes();
  }

  protected override synthesizeHclAttributes() {
    this.#fitToProvider();
    return super.synthesizeHclAttributes();
  }

  /** The official provider fails after apply where `default_cmk` is left out; ours then leaves the flag alone. */
  #fitToProvider(): void {
    const provider = this.provider ?? findProvider(this);
    if (provider !== undefined && !isOurs(provider)) this.defaultCmk = this.defaultCmkInput ?? false;
  }
}
