/** Address and credentials of a service that are never stored: the ephemeral resource `aiven_service_credentials`. */

import { ref, type TerraformMetaArguments, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { checkProject, checkServiceName } from '../../aiven';
import { CheckedDataSource } from '../synth/checked-element';
import { bindProvider } from '../synth/provider-lookup';
import { validateLiteral } from '../synth/validate-literal';
import type { Service } from './service';

const type = 'aiven_service_credentials';

export interface ServiceCredentialsProps extends Pick<TerraformMetaArguments, 'provider' | 'dependsOn'> {
  /**
   * A service of the same app. Its credentials are read once it exists.
   * @default - `project` and `serviceName` are set instead
   */
  readonly service?: Service;
  /**
   * The name of the project of an existing service.
   * @default - `service` is set instead
   */
  readonly project?: string;
  /**
   * The name of the service in `project`.
   * @default - `service` is set instead
   */
  readonly serviceName?: string;
}

/**
 * The address and credentials of a service, read in each run and never stored (Terraform 1.10, OpenTofu 1.11 and later). Terraform
 * accepts them only in provider configurations and write-only attributes, such as `secretUserConfigWo`. Only this package's own provider supports this.
 *
 * Written by hand, because CDKTF knows no ephemeral resources: to CDKTF, it is a data source with another address.
 */
export class ServiceCredentials extends CheckedDataSource {
  private readonly attributes: { readonly [name: string]: string | undefined };

  /** @throws Error unless the props have either `service`, or `project` and `serviceName`, or when a literal is not a valid name. */
  constructor(scope: Construct, id: string, props: ServiceCredentialsProps) {
    const { provider, dependsOn, service, project, serviceName } = props;
    validateProps(props);
    super(scope, id, { terraformResourceType: type, provider, dependsOn });
    this.attributes = service === undefined ? { project, service_name: serviceName } : { id: service.importId };
    bindProvider(this);
  }

  /** The host name. */
  get host(): string {
    return this.getStringAttribute('host');
  }

  /** The port. */
  get port(): number {
    return this.getNumberAttribute('port');
  }

  /** The name of the admin user. */
  get user(): string {
    return this.getStringAttribute('user');
  }

  /** The password of the admin user. */
  get password(): string {
    return this.getStringAttribute('password');
  }

  /** The URI, with user and password. */
  get uri(): string {
    return this.getStringAttribute('uri');
  }

  /** The Terraform address. */
  override get fqn(): string {
    return Token.asString(ref(this.address, this.cdktfStack));
  }

  override interpolationForAttribute(attribute: string) {
    return ref(`${this.address}.${attribute}`, this.cdktfStack);
  }

  override toTerraform(): unknown {
    const { data } = super.toTerraform();
    return { ephemeral: data };
  }

  override toHclTerraform(): never {
    throw new Error('CDKTF cannot write ephemeral resources as HCL; synthesize JSON, without --hcl.');
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.attributes };
  }

  private get address(): string {
    return `ephemeral.${type}.${this.friendlyUniqueId}`;
  }
}

function validateProps({ service, project, serviceName }: ServiceCredentialsProps): void {
  const isNamed = project !== undefined && serviceName !== undefined;
  const isMixed = service !== undefined && (project !== undefined || serviceName !== undefined);
  if (isMixed || (service === undefined && !isNamed)) {
    throw new Error('ServiceCredentials needs either service, or project and serviceName.');
  }
  validateLiteral(project, checkProject);
  validateLiteral(serviceName, checkServiceName);
}
