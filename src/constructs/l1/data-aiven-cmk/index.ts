// aiven-byok/docs/data-sources/cmk.md
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { CheckedDataSource } from '../../synth/checked-element';

// Configuration

export interface DataAivenCmkConfig extends cdktf.TerraformMetaArguments {
  /**
  * ID of the key in Aiven, a UUID. Set exactly one of `cmk_id`, `resource` and `default_cmk`.
  *
  * Docs: DataAivenCmk#cmk_id (aiven-byok/docs/data-sources/cmk.md#cmk_id)
  */
  readonly cmkId?: string;
  /**
  * Whether new services of the project use this key. Set `true` to select that key.
  *
  * Docs: DataAivenCmk#default_cmk (aiven-byok/docs/data-sources/cmk.md#default_cmk)
  */
  readonly defaultCmk?: boolean | cdktf.IResolvable;
  /**
  * Name of the Aiven project.
  *
  * Docs: DataAivenCmk#project (aiven-byok/docs/data-sources/cmk.md#project)
  */
  readonly project: string;
  /**
  * Key reference, exactly as registered.
  *
  * Docs: DataAivenCmk#resource (aiven-byok/docs/data-sources/cmk.md#resource)
  */
  readonly resource?: string;
  /**
  * timeouts block
  *
  * Docs: DataAivenCmk#timeouts (aiven-byok/docs/data-sources/cmk.md#timeouts)
  */
  readonly timeouts?: DataAivenCmkTimeouts;
}
export interface DataAivenCmkTimeouts {
  /**
  * Time limit for the read operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Terraform reads in every refresh and plan.
  *
  * Docs: DataAivenCmk#read (aiven-byok/docs/data-sources/cmk.md#read)
  */
  readonly read?: string;
}

export function dataAivenCmkTimeoutsToTerraform(struct?: DataAivenCmkTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    read: cdktf.stringToTerraform(struct!.read),
  }
}


export function dataAivenCmkTimeoutsToHclTerraform(struct?: DataAivenCmkTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    read: {
      value: cdktf.stringToHclTerraform(struct!.read),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataAivenCmkTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAivenCmkTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._read !== undefined) {
      hasAnyValues = true;
      internalValueResult.read = this._read;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAivenCmkTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._read = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._read = value.read;
    }
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
}

/**
* Represents a aiven_cmk (aiven-byok/docs/data-sources/cmk.md)
*/
export class DataAivenCmk extends CheckedDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven_cmk";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAivenCmk resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAivenCmk to import
  * @param importFromId The id of the existing DataAivenCmk that should be imported. Refer to the import section (aiven-byok/docs/data-sources/cmk.md#import) in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAivenCmk to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aiven_cmk", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new aiven_cmk (aiven-byok/docs/data-sources/cmk.md) Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAivenCmkConfig
  */
  public constructor(scope: Construct, id: string, config: DataAivenCmkConfig) {
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
    this._cmkId = config.cmkId;
    this._defaultCmk = config.defaultCmk;
    this._project = config.project;
    this._resource = config.resource;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cmk_id - computed: true, optional: true, required: false
  private _cmkId?: string;
  public get cmkId() {
    return this.getStringAttribute('cmk_id');
  }
  public set cmkId(value: string) {
    this._cmkId = value;
  }
  public resetCmkId() {
    this._cmkId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get cmkIdInput() {
    return this._cmkId;
  }

  // cmk_provider - computed: true, optional: false, required: false
  public get cmkProvider() {
    return this.getStringAttribute('cmk_provider');
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

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
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

  // resource - computed: true, optional: true, required: false
  private _resource?: string;
  public get resource() {
    return this.getStringAttribute('resource');
  }
  public set resource(value: string) {
    this._resource = value;
  }
  public resetResource() {
    this._resource = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get resourceInput() {
    return this._resource;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new DataAivenCmkTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: DataAivenCmkTimeouts) {
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
      cmk_id: cdktf.stringToTerraform(this._cmkId),
      default_cmk: cdktf.booleanToTerraform(this._defaultCmk),
      project: cdktf.stringToTerraform(this._project),
      resource: cdktf.stringToTerraform(this._resource),
      timeouts: dataAivenCmkTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      cmk_id: {
        value: cdktf.stringToHclTerraform(this._cmkId),
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
      timeouts: {
        value: dataAivenCmkTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataAivenCmkTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
