// aiven-byok/docs/resources/cmk.md
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { CheckedResource } from '../../synth/checked-element';

// Configuration

export interface CmkConfig extends cdktf.TerraformMetaArguments {
  /**
  * Cloud whose KMS contains the key: `aws`, `azure`, `gcp`, `oci`. A change replaces the key.
  *
  * Docs: Cmk#cmk_provider (aiven-byok/docs/resources/cmk.md#cmk_provider)
  */
  readonly cmkProvider: string;
  /**
  * Whether new services of the project use this key unless they set another. If omitted, the provider keeps the value in Aiven.
  *
  * Docs: Cmk#default_cmk (aiven-byok/docs/resources/cmk.md#default_cmk)
  */
  readonly defaultCmk?: boolean | cdktf.IResolvable;
  /**
  * Whether to refuse every plan that deletes or replaces the key. The value in the state counts: to delete the key, first apply `deletion_protection = false`. Default: `false`.
  *
  * Docs: Cmk#deletion_protection (aiven-byok/docs/resources/cmk.md#deletion_protection)
  */
  readonly deletionProtection?: boolean | cdktf.IResolvable;
  /**
  * What a delete of the key does if services still use it after one minute: `delete` fails, `retain_if_used` leaves the key registered in Aiven, names the services in a warning, and succeeds. The value in the state counts: apply it before you remove or replace the key. Default: `delete`.
  *
  * Docs: Cmk#on_destroy (aiven-byok/docs/resources/cmk.md#on_destroy)
  */
  readonly onDestroy?: string;
  /**
  * Name of the Aiven project in which the key is registered. A change replaces the key.
  *
  * Docs: Cmk#project (aiven-byok/docs/resources/cmk.md#project)
  */
  readonly project: string;
  /**
  * Key reference of the KMS key: an AWS key ARN, an Azure key identifier (URL), a Google Cloud resource name or an OCI key OCID. A change replaces the key.
  *
  * Docs: Cmk#resource (aiven-byok/docs/resources/cmk.md#resource)
  */
  readonly resource: string;
  /**
  * Any text, `jsonencode(…)` for several values. A change from one value to another replaces the key. Adding or removing the value changes nothing else. A new registration of the same KMS key does not rotate its key material, and fails where Aiven refuses duplicates.
  *
  * Docs: Cmk#rotation_trigger (aiven-byok/docs/resources/cmk.md#rotation_trigger)
  */
  readonly rotationTrigger?: string;
  /**
  * Whether Aiven checks its access to the KMS key when the key is registered, or when this is turned on. A refusal, of the registration too, is retried for three minutes, or for the time limit of the operation if that is shorter, so one apply can grant the access and register the key. The API returns no result: the check passes if Aiven accepts it. If it fails, the error prints the missing grant and the key stays in the state, tainted. Grant the access, run `terraform untaint`, and apply to check again. Default: no check.
  *
  * Docs: Cmk#verify_access (aiven-byok/docs/resources/cmk.md#verify_access)
  */
  readonly verifyAccess?: boolean | cdktf.IResolvable;
  /**
  * timeouts block
  *
  * Docs: Cmk#timeouts (aiven-byok/docs/resources/cmk.md#timeouts)
  */
  readonly timeouts?: CmkTimeouts;
}
export interface CmkTimeouts {
  /**
  * Time limit for the create operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h).
  *
  * Docs: Cmk#create (aiven-byok/docs/resources/cmk.md#create)
  */
  readonly create?: string;
  /**
  * Time limit for the delete operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Takes effect only after an apply has stored it.
  *
  * Docs: Cmk#delete (aiven-byok/docs/resources/cmk.md#delete)
  */
  readonly delete?: string;
  /**
  * Time limit for the read operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Terraform reads in every refresh and plan.
  *
  * Docs: Cmk#read (aiven-byok/docs/resources/cmk.md#read)
  */
  readonly read?: string;
  /**
  * Time limit for the update operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h).
  *
  * Docs: Cmk#update (aiven-byok/docs/resources/cmk.md#update)
  */
  readonly update?: string;
}

export function cmkTimeoutsToTerraform(struct?: CmkTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    delete: cdktf.stringToTerraform(struct!.delete),
    read: cdktf.stringToTerraform(struct!.read),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function cmkTimeoutsToHclTerraform(struct?: CmkTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    delete: {
      value: cdktf.stringToHclTerraform(struct!.delete),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    read: {
      value: cdktf.stringToHclTerraform(struct!.read),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktf.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class CmkTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): CmkTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._delete !== undefined) {
      hasAnyValues = true;
      internalValueResult.delete = this._delete;
    }
    if (this._read !== undefined) {
      hasAnyValues = true;
      internalValueResult.read = this._read;
    }
    if (this._update !== undefined) {
      hasAnyValues = true;
      internalValueResult.update = this._update;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: CmkTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._delete = undefined;
      this._read = undefined;
      this._update = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
      this._delete = value.delete;
      this._read = value.read;
      this._update = value.update;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string;
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }

  // delete - computed: false, optional: true, required: false
  private _delete?: string;
  public get delete() {
    return this.getStringAttribute('delete');
  }
  public set delete(value: string) {
    this._delete = value;
  }
  public resetDelete() {
    this._delete = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deleteInput() {
    return this._delete;
  }

  // read - computed: false, optional: true, required: false
  private _read?: string;
  public get read() {
    return this.getStringAttribute('read');
  }
  public set read(value: string) {
    this._read = value;
  }
  public resetRead() {
    this._read = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get readInput() {
    return this._read;
  }

  // update - computed: false, optional: true, required: false
  private _update?: string;
  public get update() {
    return this.getStringAttribute('update');
  }
  public set update(value: string) {
    this._update = value;
  }
  public resetUpdate() {
    this._update = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updateInput() {
    return this._update;
  }
}

/**
* Represents a aiven_cmk (aiven-byok/docs/resources/cmk.md)
*/
export class Cmk extends CheckedResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven_cmk";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Cmk resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Cmk to import
  * @param importFromId The id of the existing Cmk that should be imported. Refer to the import section (aiven-byok/docs/resources/cmk.md#import) in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Cmk to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aiven_cmk", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new aiven_cmk (aiven-byok/docs/resources/cmk.md) Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options CmkConfig
  */
  public constructor(scope: Construct, id: string, config: CmkConfig) {
    super(scope, id, {
      terraformResourceType: 'aiven_cmk',
      terraformGeneratorMetadata: {
        providerName: 'aiven'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._cmkProvider = config.cmkProvider;
    this._defaultCmk = config.defaultCmk;
    this._deletionProtection = config.deletionProtection;
    this._onDestroy = config.onDestroy;
    this._project = config.project;
    this._resource = config.resource;
    this._rotationTrigger = config.rotationTrigger;
    this._verifyAccess = config.verifyAccess;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cmk_id - computed: true, optional: false, required: false
  public get cmkId() {
    return this.getStringAttribute('cmk_id');
  }

  // cmk_provider - computed: false, optional: false, required: true
  private _cmkProvider?: string;
  public get cmkProvider() {
    return this.getStringAttribute('cmk_provider');
  }
  public set cmkProvider(value: string) {
    this._cmkProvider = value;
  }
  // Temporarily expose input value. Use with caution.
  public get cmkProviderInput() {
    return this._cmkProvider;
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // default_cmk - computed: true, optional: true, required: false
  private _defaultCmk?: boolean | cdktf.IResolvable;
  public get defaultCmk() {
    return this.getBooleanAttribute('default_cmk');
  }
  public set defaultCmk(value: boolean | cdktf.IResolvable) {
    this._defaultCmk = value;
  }
  public resetDefaultCmk() {
    this._defaultCmk = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultCmkInput() {
    return this._defaultCmk;
  }

  // deletion_protection - computed: false, optional: true, required: false
  private _deletionProtection?: boolean | cdktf.IResolvable;
  public get deletionProtection() {
    return this.getBooleanAttribute('deletion_protection');
  }
  public set deletionProtection(value: boolean | cdktf.IResolvable) {
    this._deletionProtection = value;
  }
  public resetDeletionProtection() {
    this._deletionProtection = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deletionProtectionInput() {
    return this._deletionProtection;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // on_destroy - computed: false, optional: true, required: false
  private _onDestroy?: string;
  public get onDestroy() {
    return this.getStringAttribute('on_destroy');
  }
  public set onDestroy(value: string) {
    this._onDestroy = value;
  }
  public resetOnDestroy() {
    this._onDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onDestroyInput() {
    return this._onDestroy;
  }

  // project - computed: false, optional: false, required: true
  private _project?: string;
  public get project() {
    return this.getStringAttribute('project');
  }
  public set project(value: string) {
    this._project = value;
  }
  // Temporarily expose input value. Use with caution.
  public get projectInput() {
    return this._project;
  }

  // resource - computed: false, optional: false, required: true
  private _resource?: string;
  public get resource() {
    return this.getStringAttribute('resource');
  }
  public set resource(value: string) {
    this._resource = value;
  }
  // Temporarily expose input value. Use with caution.
  public get resourceInput() {
    return this._resource;
  }

  // rotation_trigger - computed: false, optional: true, required: false
  private _rotationTrigger?: string;
  public get rotationTrigger() {
    return this.getStringAttribute('rotation_trigger');
  }
  public set rotationTrigger(value: string) {
    this._rotationTrigger = value;
  }
  public resetRotationTrigger() {
    this._rotationTrigger = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationTriggerInput() {
    return this._rotationTrigger;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // verify_access - computed: false, optional: true, required: false
  private _verifyAccess?: boolean | cdktf.IResolvable;
  public get verifyAccess() {
    return this.getBooleanAttribute('verify_access');
  }
  public set verifyAccess(value: boolean | cdktf.IResolvable) {
    this._verifyAccess = value;
  }
  public resetVerifyAccess() {
    this._verifyAccess = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verifyAccessInput() {
    return this._verifyAccess;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new CmkTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: CmkTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      cmk_provider: cdktf.stringToTerraform(this._cmkProvider),
      default_cmk: cdktf.booleanToTerraform(this._defaultCmk),
      deletion_protection: cdktf.booleanToTerraform(this._deletionProtection),
      on_destroy: cdktf.stringToTerraform(this._onDestroy),
      project: cdktf.stringToTerraform(this._project),
      resource: cdktf.stringToTerraform(this._resource),
      rotation_trigger: cdktf.stringToTerraform(this._rotationTrigger),
      verify_access: cdktf.booleanToTerraform(this._verifyAccess),
      timeouts: cmkTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      cmk_provider: {
        value: cdktf.stringToHclTerraform(this._cmkProvider),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      default_cmk: {
        value: cdktf.booleanToHclTerraform(this._defaultCmk),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      deletion_protection: {
        value: cdktf.booleanToHclTerraform(this._deletionProtection),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      on_destroy: {
        value: cdktf.stringToHclTerraform(this._onDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      project: {
        value: cdktf.stringToHclTerraform(this._project),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      resource: {
        value: cdktf.stringToHclTerraform(this._resource),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotation_trigger: {
        value: cdktf.stringToHclTerraform(this._rotationTrigger),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      verify_access: {
        value: cdktf.booleanToHclTerraform(this._verifyAccess),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      timeouts: {
        value: cmkTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "CmkTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
