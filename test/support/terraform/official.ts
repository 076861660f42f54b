/** Constructs like those of `@cdktf/provider-aiven`, which tests cannot download. */

import { type TerraformMetaArguments, TerraformProvider, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

const metadata = { providerName: 'aiven', providerVersion: '4.61.0' };

export class OfficialProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: 'aiven',
      terraformProviderSource: 'aiven/aiven',
      terraformGeneratorMetadata: metadata,
    });
  }
}

export interface OfficialServiceConfig extends TerraformMetaArguments {
  readonly project: string;
  readonly serviceName: string;
  readonly plan?: string;
  readonly cmkId?: string;
}

/** `aiven_kafka`, or a service of another type. */
export class OfficialService extends TerraformResource {
  private readonly config: OfficialServiceConfig;

  constructor(scope: Construct, id: string, config: OfficialServiceConfig, type = 'aiven_kafka') {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: metadata, ...config });
    this.config = config;
  }

  get serviceName(): string {
    return this.getStringAttribute('service_name');
  }

  protected override synthesizeAttributes() {
    const { project, serviceName, plan = 'startup-2', cmkId } = this.config;
    return { project, service_name: serviceName, plan, cmk_id: cmkId };
  }
}
