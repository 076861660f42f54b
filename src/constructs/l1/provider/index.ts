// aiven-byok/docs/provider.md
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface AivenProviderConfig {
  /**
  * Token for the Aiven API. Default: the environment variable `AIVEN_TOKEN`.
  *
  * Docs: AivenProvider#api_token (aiven-byok/docs/provider.md#api_token)
  */
  readonly apiToken?: string;
  /**
  * URL of the Aiven API. Default: the environment variable `AIVEN_WEB_URL`, otherwise `https://api.aiven.io`.
  *
  * Docs: AivenProvider#api_url (aiven-byok/docs/provider.md#api_url)
  */
  readonly apiUrl?: string;
  /**
  * Enable the beta resource `aiven_cmk`. Default: the environment variable `PROVIDER_AIVEN_ENABLE_BETA` (empty and `false` are off).
  *
  * Docs: AivenProvider#enable_beta (aiven-byok/docs/provider.md#enable_beta)
  */
  readonly enableBeta?: boolean | cdktf.IResolvable;
  /**
  * Refuse plans that take a service off its customer managed key, instead of a warning. Default: the environment variable `AIVEN_BYOK_FORBID_DETACH` (empty and `false` are off).
  *
  * Docs: AivenProvider#forbid_detach (aiven-byok/docs/provider.md#forbid_detach)
  */
  readonly forbidDetach?: boolean | cdktf.IResolvable;
  /**
  * Whether Terraform stores passwords and URIs of services in its state. If `false`, `service_password` and `service_uri` are null, the provider does not request them, and `secret_user_config` is an error: use the ephemeral resource `aiven_service_credentials` and `secret_user_config_wo`. Default: `true`.
  *
  * Docs: AivenProvider#store_credentials (aiven-byok/docs/provider.md#store_credentials)
  */
  readonly storeCredentials?: boolean | cdktf.IResolvable;
  /**
  * Alias name
  *
  * Docs: AivenProvider#alias (aiven-byok/docs/provider.md#alias)
  */
  readonly alias?: string;
}

/**
* Represents a aiven (aiven-byok/docs/provider.md)
*/
export class AivenProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a AivenProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AivenProvider to import
  * @param importFromId The id of the existing AivenProvider that should be imported. Refer to the import section (aiven-byok/docs/provider.md#import) in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AivenProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aiven", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new aiven (aiven-byok/docs/provider.md) Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AivenProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: AivenProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'aiven',
      terraformGeneratorMetadata: {
        providerName: 'aiven'
      },
      terraformProviderSource: 'npm.invalid/aiven-byok/aiven'
    });
    this._apiToken = config.apiToken;
    this._apiUrl = config.apiUrl;
    this._enableBeta = config.enableBeta;
    this._forbidDetach = config.forbidDetach;
    this._storeCredentials = config.storeCredentials;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_token - computed: false, optional: true, required: false
  private _apiToken?: string;
  public get apiToken() {
    return this._apiToken;
  }
  public set apiToken(value: string | undefined) {
    this._apiToken = value;
  }
  public resetApiToken() {
    this._apiToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiTokenInput() {
    return this._apiToken;
  }

  // api_url - computed: false, optional: true, required: false
  private _apiUrl?: string;
  public get apiUrl() {
    return this._apiUrl;
  }
  public set apiUrl(value: string | undefined) {
    this._apiUrl = value;
  }
  public resetApiUrl() {
    this._apiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiUrlInput() {
    return this._apiUrl;
  }

  // enable_beta - computed: false, optional: true, required: false
  private _enableBeta?: boolean | cdktf.IResolvable;
  public get enableBeta() {
    return this._enableBeta;
  }
  public set enableBeta(value: boolean | cdktf.IResolvable | undefined) {
    this._enableBeta = value;
  }
  public resetEnableBeta() {
    this._enableBeta = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enableBetaInput() {
    return this._enableBeta;
  }

  // forbid_detach - computed: false, optional: true, required: false
  private _forbidDetach?: boolean | cdktf.IResolvable;
  public get forbidDetach() {
    return this._forbidDetach;
  }
  public set forbidDetach(value: boolean | cdktf.IResolvable | undefined) {
    this._forbidDetach = value;
  }
  public resetForbidDetach() {
    this._forbidDetach = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get forbidDetachInput() {
    return this._forbidDetach;
  }

  // store_credentials - computed: false, optional: true, required: false
  private _storeCredentials?: boolean | cdktf.IResolvable;
  public get storeCredentials() {
    return this._storeCredentials;
  }
  public set storeCredentials(value: boolean | cdktf.IResolvable | undefined) {
    this._storeCredentials = value;
  }
  public resetStoreCredentials() {
    this._storeCredentials = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get storeCredentialsInput() {
    return this._storeCredentials;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string;
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      api_token: cdktf.stringToTerraform(this._apiToken),
      api_url: cdktf.stringToTerraform(this._apiUrl),
      enable_beta: cdktf.booleanToTerraform(this._enableBeta),
      forbid_detach: cdktf.booleanToTerraform(this._forbidDetach),
      store_credentials: cdktf.booleanToTerraform(this._storeCredentials),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api_token: {
        value: cdktf.stringToHclTerraform(this._apiToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_url: {
        value: cdktf.stringToHclTerraform(this._apiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      enable_beta: {
        value: cdktf.booleanToHclTerraform(this._enableBeta),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      forbid_detach: {
        value: cdktf.booleanToHclTerraform(this._forbidDetach),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      store_credentials: {
        value: cdktf.booleanToHclTerraform(this._storeCredentials),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
