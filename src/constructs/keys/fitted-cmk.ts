/** The L1 of a key, fitted at synth to the provider that its stack has. */

import { Cmk } from '../l1/cmk';
import { isOurs, providerOf } from '../synth/provider-lookup';

export class FittedCmk extends Cmk {
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
    const provider = providerOf(this);
    if (provider !== undefined && !isOurs(provider)) this.defaultCmk = this.defaultCmkInput ?? false;
  }
}
