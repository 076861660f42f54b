/** The L1 construct of a key. */

import { Cmk } from '../l1/cmk';
import { isOurs, providerOf } from '../synth/provider-lookup';

/** Sets `default_cmk` for the official provider, which fails after apply if it is left out. Our provider then leaves the flag unchanged. */
export class CmkResource extends Cmk {
  protected override synthesizeAttributes() {
    this.adaptToProvider();
    return super.synthesizeAttributes();
  }

  protected override synthesizeHclAttributes() {
    this.adaptToProvider();
    return super.synthesizeHclAttributes();
  }

  /** At synth, because the provider may be created after the key. */
  private adaptToProvider(): void {
    const provider = providerOf(this);
    if (provider !== undefined && !isOurs(provider)) this.defaultCmk = this.defaultCmkInput ?? false;
  }
}
