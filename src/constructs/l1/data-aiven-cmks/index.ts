// aiven-byok/docs/data-sources/cmks.md
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { CheckedDataSource } from '../../synth/checked-element';

// Configuration

export interface DataAivenCmksConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only keys in the KMS of this cloud: `aws`, `azure`, `gcp`, `oci`.
  *
  * Docs: DataAivenCmks#cmk_provider (aiven-byok/docs/data-sources/cmks.md#cmk_provider)
  */
  readonly cmkProvider?: string;
  /**
  * Only the default key of the project (`true`), or only the other keys (`false`).
  *
  * Docs: DataAivenCmks#default_cmk (aiven-byok/docs/data-sources/cmks.md#default_cmk)
  */
  readonly defaultCmk?: boolean | cdktf.IResolvable;
  /**
  * Name of the Aiven project.
  *
  * Docs: DataAivenCmks#project (aiven-byok/docs/data-sources/cmks.md#project)
  */
  readonly project: string;
  /**
  * Only keys with this status: `current`, `old` or `deleted`. Fails when Aiven omits the status.
  *
  * Docs: DataAivenCmks#status (aiven-byok/docs/data-sources/cmks.md#status)
  */
  readonly status?: string;
  /**
  * timeouts block
  *
  * Docs: DataAivenCmks#timeouts (aiven-byok/docs/data-sources/cmks.md#timeouts)
  */
  readonly timeouts?: DataAivenCmksTimeouts;
}
export interface DataAivenCmksCmks {
}

export function dataAivenCmksCmksToTerraform(struct?: DataAivenCmksCmks): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataAivenCmksCmksToHclTerraform(struct?: DataAivenCmksCmks): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataAivenCmksCmksOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataAivenCmksCmks | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataAivenCmksCmks | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // cmk_id - computed: true, optional: false, required: false
  public get cmkId() {
    return this.getStringAttribute('cmk_id');
  }

  // cmk_provider - computed: true, optional: false, required: false
  public get cmkProvider() {
    return this.getStringAttribute('cmk_provider');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // default_cmk - computed: true, optional: false, required: false
  public get defaultCmk() {
    return this.getBooleanAttribute('default_cmk');
  }

  // resource - computed: true, optional: false, required: false
  public get resource() {
    return this.getStringAttribute('resource');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }
}

export class DataAivenCmksCmksList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataAivenCmksCmksOutputReference {
    return new DataAivenCmksCmksOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataAivenCmksTimeouts {
  /**
  * Time limit for the read operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Terraform reads in every refresh and plan.
  *
  * Docs: DataAivenCmks#read (aiven-byok/docs/data-sources/cmks.md#read)
  */
  readonly read?: string;
}

export function dataAivenCmksTimeoutsToTerraform(struct?: DataAivenCmksTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    read: cdktf.stringToTerraform(struct!.read),
  }
}


export function dataAivenCmksTimeoutsToHclTerraform(struct?: DataAivenCmksTimeouts | cdktf.IResolvable): any {
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

export class DataAivenCmksTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataAivenCmksTimeouts | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataAivenCmksTimeouts | cdktf.IResolvable | undefined) {
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
* Represents a aiven_cmks (aiven-byok/docs/data-sources/cmks.md)
*/
export class DataAivenCmks extends CheckedDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven_cmks";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataAivenCmks resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataAivenCmks to import
  * @param importFromId The id of the existing DataAivenCmks that should be imported. Refer to the import section (aiven-byok/docs/data-sources/cmks.md#import) in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataAivenCmks to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aiven_cmks", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new aiven_cmks (aiven-byok/docs/data-sources/cmks.md) Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataAivenCmksConfig
  */
  public constructor(scope: Construct, id: string, config: DataAivenCmksConfig) {
    super(scope, id, {
      terraformResourceType: 'aiven_cmks',
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
    this._project = config.project;
    this._status = config.status;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cmk_provider - computed: false, optional: true, required: false
  private _cmkProvider?: string;
  public get cmkProvider() {
    return this.getStringAttribute('cmk_provider');
  }
  public set cmkProvider(value: string) {
    this._cmkProvider = value;
  }
  public resetCmkProvider() {
    this._cmkProvider = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get cmkProviderInput() {
    return this._cmkProvider;
  }

  // cmks - computed: true, optional: false, required: false
  private _cmks = new DataAivenCmksCmksList(this, "cmks", false);
  public get cmks() {
    return this._cmks;
  }

  // default_cmk - computed: false, optional: true, required: false
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

  // status - computed: false, optional: true, required: false
  private _status?: string;
  public get status() {
    return this.getStringAttribute('status');
  }
  public set status(value: string) {
    this._status = value;
  }
  public resetStatus() {
    this._status = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get statusInput() {
    return this._status;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new DataAivenCmksTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: DataAivenCmksTimeouts) {
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
      project: cdktf.stringToTerraform(this._project),
      status: cdktf.stringToTerraform(this._status),
      timeouts: dataAivenCmksTimeoutsToTerraform(this._timeouts.internalValue),
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
      project: {
        value: cdktf.stringToHclTerraform(this._project),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      status: {
        value: cdktf.stringToHclTerraform(this._status),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: dataAivenCmksTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataAivenCmksTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
