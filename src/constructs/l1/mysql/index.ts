// aiven-byok/docs/resources/mysql.md
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { CheckedResource } from '../../synth/checked-element';

// Configuration

export interface MysqlConfig extends cdktf.TerraformMetaArguments {
  /**
  * Disk space on top of the plan, such as `20GiB`. Conflicts with `disk_space`.
  *
  * Docs: Mysql#additional_disk_space (aiven-byok/docs/resources/mysql.md#additional_disk_space)
  */
  readonly additionalDiskSpace?: string;
  /**
  * Cloud and region in which the service runs, such as `google-europe-west3`.
  *
  * Docs: Mysql#cloud_name (aiven-byok/docs/resources/mysql.md#cloud_name)
  */
  readonly cloudName?: string;
  /**
  * ID of the key that the service is encrypted with, a UUID: `cmk_id` of `aiven_cmk`. Default for a new service: the default key of the project. Removing the attribute later does not change the key; set `00000000-0000-0000-0000-000000000000` to move the service to Aiven-managed keys.
  *
  * Docs: Mysql#cmk_id (aiven-byok/docs/resources/mysql.md#cmk_id)
  */
  readonly cmkId?: string;
  /**
  * Total disk space of the service, such as `80GiB`. If omitted, it stays null, and the disk space of the plan applies.
  *
  * Docs: Mysql#disk_space (aiven-byok/docs/resources/mysql.md#disk_space)
  */
  readonly diskSpace?: string;
  /**
  * Day of the week for maintenance: `monday` to `sunday`. Only Aiven can turn maintenance off, which reads `never`.
  *
  * Docs: Mysql#maintenance_window_dow (aiven-byok/docs/resources/mysql.md#maintenance_window_dow)
  */
  readonly maintenanceWindowDow?: string;
  /**
  * Time of day at which maintenance starts, as `HH:MM:SS` in UTC.
  *
  * Docs: Mysql#maintenance_window_time (aiven-byok/docs/resources/mysql.md#maintenance_window_time)
  */
  readonly maintenanceWindowTime?: string;
  /**
  * Plan of the service, such as `startup-4`.
  *
  * Docs: Mysql#plan (aiven-byok/docs/resources/mysql.md#plan)
  */
  readonly plan: string;
  /**
  * Name of the Aiven project. A change replaces the service.
  *
  * Docs: Mysql#project (aiven-byok/docs/resources/mysql.md#project)
  */
  readonly project: string;
  /**
  * ID of the VPC in which the service runs, alone or as `PROJECT/VPC_ID`. Removing the attribute after an apply that set it, or setting it to an empty string, moves the service out of its VPC. An imported service stays in its VPC until then.
  *
  * Docs: Mysql#project_vpc_id (aiven-byok/docs/resources/mysql.md#project_vpc_id)
  */
  readonly projectVpcId?: string;
  /**
  * Secret settings, such as passwords and client secrets, which are merged over `user_config` in requests. They are never compared with the service. Terraform stores them in its state, and prints them to its own log with `TF_LOG=DEBUG`.
  *
  * Docs: Mysql#secret_user_config (aiven-byok/docs/resources/mysql.md#secret_user_config)
  */
  readonly secretUserConfig?: { [key: string]: any };
  /**
  * Secret settings, as `secret_user_config`, but Terraform stores them neither in its state nor in a plan (Terraform 1.11 and OpenTofu 1.11 and later). They are sent when the service is created and when `secret_user_config_wo_version` changes.
  *
  * Docs: Mysql#secret_user_config_wo (aiven-byok/docs/resources/mysql.md#secret_user_config_wo)
  */
  readonly secretUserConfigWo?: { [key: string]: any };
  /**
  * Version of `secret_user_config_wo`, which requires it. Change it to send changed secrets: Terraform cannot compare what it does not store.
  *
  * Docs: Mysql#secret_user_config_wo_version (aiven-byok/docs/resources/mysql.md#secret_user_config_wo_version)
  */
  readonly secretUserConfigWoVersion?: number;
  /**
  * Name of the service, unique in the project. A change replaces the service.
  *
  * Docs: Mysql#service_name (aiven-byok/docs/resources/mysql.md#service_name)
  */
  readonly serviceName: string;
  /**
  * IDs of the static IP addresses that the service uses.
  *
  * Docs: Mysql#static_ips (aiven-byok/docs/resources/mysql.md#static_ips)
  */
  readonly staticIps?: string[];
  /**
  * Whether Aiven refuses to delete the service. Default: `false`.
  *
  * Docs: Mysql#termination_protection (aiven-byok/docs/resources/mysql.md#termination_protection)
  */
  readonly terminationProtection?: boolean | cdktf.IResolvable;
  /**
  * Settings of the service type, in the form of `user_config` in the Aiven API. Only the keys set here are compared with the service. A key that is removed keeps its value in Aiven; `null` resets it to Aiven's default. After an import, `null` leaves the setting as it is until an apply has changed `user_config`. Set secrets in `secret_user_config_wo`.
  *
  * Docs: Mysql#user_config (aiven-byok/docs/resources/mysql.md#user_config)
  */
  readonly userConfig?: { [key: string]: any };
  /**
  * tag block
  *
  * Docs: Mysql#tag (aiven-byok/docs/resources/mysql.md#tag)
  */
  readonly tag?: MysqlTag[] | cdktf.IResolvable;
  /**
  * tech_emails block
  *
  * Docs: Mysql#tech_emails (aiven-byok/docs/resources/mysql.md#tech_emails)
  */
  readonly techEmails?: MysqlTechEmails[] | cdktf.IResolvable;
  /**
  * timeouts block
  *
  * Docs: Mysql#timeouts (aiven-byok/docs/resources/mysql.md#timeouts)
  */
  readonly timeouts?: MysqlTimeouts;
}
export interface MysqlComponents {
}

export function mysqlComponentsToTerraform(struct?: MysqlComponents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function mysqlComponentsToHclTerraform(struct?: MysqlComponents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class MysqlComponentsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): MysqlComponents | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: MysqlComponents | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // component - computed: true, optional: false, required: false
  public get component() {
    return this.getStringAttribute('component');
  }

  // connection_uri - computed: true, optional: false, required: false
  public get connectionUri() {
    return this.getStringAttribute('connection_uri');
  }

  // host - computed: true, optional: false, required: false
  public get host() {
    return this.getStringAttribute('host');
  }

  // kafka_authentication_method - computed: true, optional: false, required: false
  public get kafkaAuthenticationMethod() {
    return this.getStringAttribute('kafka_authentication_method');
  }

  // kafka_ssl_ca - computed: true, optional: false, required: false
  public get kafkaSslCa() {
    return this.getStringAttribute('kafka_ssl_ca');
  }

  // port - computed: true, optional: false, required: false
  public get port() {
    return this.getNumberAttribute('port');
  }

  // privatelink_connection_id - computed: true, optional: false, required: false
  public get privatelinkConnectionId() {
    return this.getStringAttribute('privatelink_connection_id');
  }

  // route - computed: true, optional: false, required: false
  public get route() {
    return this.getStringAttribute('route');
  }

  // ssl - computed: true, optional: false, required: false
  public get ssl() {
    return this.getBooleanAttribute('ssl');
  }

  // usage - computed: true, optional: false, required: false
  public get usage() {
    return this.getStringAttribute('usage');
  }
}

export class MysqlComponentsList extends cdktf.ComplexList {

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
  public get(index: number): MysqlComponentsOutputReference {
    return new MysqlComponentsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface MysqlTag {
  /**
  * Name of the tag.
  *
  * Docs: Mysql#key (aiven-byok/docs/resources/mysql.md#key)
  */
  readonly key: string;
  /**
  * Value of the tag.
  *
  * Docs: Mysql#value (aiven-byok/docs/resources/mysql.md#value)
  */
  readonly value: string;
}

export function mysqlTagToTerraform(struct?: MysqlTag | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    key: cdktf.stringToTerraform(struct!.key),
    value: cdktf.stringToTerraform(struct!.value),
  }
}


export function mysqlTagToHclTerraform(struct?: MysqlTag | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    key: {
      value: cdktf.stringToHclTerraform(struct!.key),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    value: {
      value: cdktf.stringToHclTerraform(struct!.value),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class MysqlTagOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): MysqlTag | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._key !== undefined) {
      hasAnyValues = true;
      internalValueResult.key = this._key;
    }
    if (this._value !== undefined) {
      hasAnyValues = true;
      internalValueResult.value = this._value;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: MysqlTag | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._key = undefined;
      this._value = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._key = value.key;
      this._value = value.value;
    }
  }

  // key - computed: false, optional: false, required: true
  private _key?: string;
  public get key() {
    return this.getStringAttribute('key');
  }
  public set key(value: string) {
    this._key = value;
  }
  // Temporarily expose input value. Use with caution.
  public get keyInput() {
    return this._key;
  }

  // value - computed: false, optional: false, required: true
  private _value?: string;
  public get value() {
    return this.getStringAttribute('value');
  }
  public set value(value: string) {
    this._value = value;
  }
  // Temporarily expose input value. Use with caution.
  public get valueInput() {
    return this._value;
  }
}

export class MysqlTagList extends cdktf.ComplexList {
  public internalValue? : MysqlTag[] | cdktf.IResolvable

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
  public get(index: number): MysqlTagOutputReference {
    return new MysqlTagOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface MysqlTechEmails {
  /**
  * The email address.
  *
  * Docs: Mysql#email (aiven-byok/docs/resources/mysql.md#email)
  */
  readonly email: string;
}

export function mysqlTechEmailsToTerraform(struct?: MysqlTechEmails | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    email: cdktf.stringToTerraform(struct!.email),
  }
}


export function mysqlTechEmailsToHclTerraform(struct?: MysqlTechEmails | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    email: {
      value: cdktf.stringToHclTerraform(struct!.email),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class MysqlTechEmailsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): MysqlTechEmails | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._email !== undefined) {
      hasAnyValues = true;
      internalValueResult.email = this._email;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: MysqlTechEmails | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._email = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._email = value.email;
    }
  }

  // email - computed: false, optional: false, required: true
  private _email?: string;
  public get email() {
    return this.getStringAttribute('email');
  }
  public set email(value: string) {
    this._email = value;
  }
  // Temporarily expose input value. Use with caution.
  public get emailInput() {
    return this._email;
  }
}

export class MysqlTechEmailsList extends cdktf.ComplexList {
  public internalValue? : MysqlTechEmails[] | cdktf.IResolvable

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
  public get(index: number): MysqlTechEmailsOutputReference {
    return new MysqlTechEmailsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface MysqlTimeouts {
  /**
  * Time limit for the create operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h).
  *
  * Docs: Mysql#create (aiven-byok/docs/resources/mysql.md#create)
  */
  readonly create?: string;
  /**
  * Time limit for operations without their own limit, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h).
  *
  * Docs: Mysql#default (aiven-byok/docs/resources/mysql.md#default)
  */
  readonly default?: string;
  /**
  * Time limit for the delete operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Takes effect only after an apply has stored it.
  *
  * Docs: Mysql#delete (aiven-byok/docs/resources/mysql.md#delete)
  */
  readonly delete?: string;
  /**
  * Time limit for the read operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h). Terraform reads in every refresh and plan.
  *
  * Docs: Mysql#read (aiven-byok/docs/resources/mysql.md#read)
  */
  readonly read?: string;
  /**
  * Time limit for the update operation, as a number with a unit, such as "30s", "20m" or "1h30m" (units: ns, us, ms, s, m, h).
  *
  * Docs: Mysql#update (aiven-byok/docs/resources/mysql.md#update)
  */
  readonly update?: string;
}

export function mysqlTimeoutsToTerraform(struct?: MysqlTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    default: cdktf.stringToTerraform(struct!.default),
    delete: cdktf.stringToTerraform(struct!.delete),
    read: cdktf.stringToTerraform(struct!.read),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function mysqlTimeoutsToHclTerraform(struct?: MysqlTimeouts | cdktf.IResolvable): any {
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
    default: {
      value: cdktf.stringToHclTerraform(struct!.default),
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

export class MysqlTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): MysqlTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._default !== undefined) {
      hasAnyValues = true;
      internalValueResult.default = this._default;
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

  public set internalValue(value: MysqlTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._default = undefined;
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
      this._default = value.default;
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

  // default - computed: false, optional: true, required: false
  private _default?: string;
  public get default() {
    return this.getStringAttribute('default');
  }
  public set default(value: string) {
    this._default = value;
  }
  public resetDefault() {
    this._default = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get defaultInput() {
    return this._default;
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
* Represents a aiven_mysql (aiven-byok/docs/resources/mysql.md)
*/
export class Mysql extends CheckedResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "aiven_mysql";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Mysql resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Mysql to import
  * @param importFromId The id of the existing Mysql that should be imported. Refer to the import section (aiven-byok/docs/resources/mysql.md#import) in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Mysql to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "aiven_mysql", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new aiven_mysql (aiven-byok/docs/resources/mysql.md) Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options MysqlConfig
  */
  public constructor(scope: Construct, id: string, config: MysqlConfig) {
    super(scope, id, {
      terraformResourceType: 'aiven_mysql',
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
    this._additionalDiskSpace = config.additionalDiskSpace;
    this._cloudName = config.cloudName;
    this._cmkId = config.cmkId;
    this._diskSpace = config.diskSpace;
    this._maintenanceWindowDow = config.maintenanceWindowDow;
    this._maintenanceWindowTime = config.maintenanceWindowTime;
    this._plan = config.plan;
    this._project = config.project;
    this._projectVpcId = config.projectVpcId;
    this._secretUserConfig = config.secretUserConfig;
    this._secretUserConfigWo = config.secretUserConfigWo;
    this._secretUserConfigWoVersion = config.secretUserConfigWoVersion;
    this._serviceName = config.serviceName;
    this._staticIps = config.staticIps;
    this._terminationProtection = config.terminationProtection;
    this._userConfig = config.userConfig;
    this._tag.internalValue = config.tag;
    this._techEmails.internalValue = config.techEmails;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // additional_disk_space - computed: true, optional: true, required: false
  private _additionalDiskSpace?: string;
  public get additionalDiskSpace() {
    return this.getStringAttribute('additional_disk_space');
  }
  public set additionalDiskSpace(value: string) {
    this._additionalDiskSpace = value;
  }
  public resetAdditionalDiskSpace() {
    this._additionalDiskSpace = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get additionalDiskSpaceInput() {
    return this._additionalDiskSpace;
  }

  // cloud_name - computed: true, optional: true, required: false
  private _cloudName?: string;
  public get cloudName() {
    return this.getStringAttribute('cloud_name');
  }
  public set cloudName(value: string) {
    this._cloudName = value;
  }
  public resetCloudName() {
    this._cloudName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get cloudNameInput() {
    return this._cloudName;
  }

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

  // components - computed: true, optional: false, required: false
  private _components = new MysqlComponentsList(this, "components", false);
  public get components() {
    return this._components;
  }

  // disk_space - computed: true, optional: true, required: false
  private _diskSpace?: string;
  public get diskSpace() {
    return this.getStringAttribute('disk_space');
  }
  public set diskSpace(value: string) {
    this._diskSpace = value;
  }
  public resetDiskSpace() {
    this._diskSpace = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get diskSpaceInput() {
    return this._diskSpace;
  }

  // disk_space_cap - computed: true, optional: false, required: false
  public get diskSpaceCap() {
    return this.getStringAttribute('disk_space_cap');
  }

  // disk_space_default - computed: true, optional: false, required: false
  public get diskSpaceDefault() {
    return this.getStringAttribute('disk_space_default');
  }

  // disk_space_step - computed: true, optional: false, required: false
  public get diskSpaceStep() {
    return this.getStringAttribute('disk_space_step');
  }

  // disk_space_used - computed: true, optional: false, required: false
  public get diskSpaceUsed() {
    return this.getStringAttribute('disk_space_used');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // maintenance_window_dow - computed: true, optional: true, required: false
  private _maintenanceWindowDow?: string;
  public get maintenanceWindowDow() {
    return this.getStringAttribute('maintenance_window_dow');
  }
  public set maintenanceWindowDow(value: string) {
    this._maintenanceWindowDow = value;
  }
  public resetMaintenanceWindowDow() {
    this._maintenanceWindowDow = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maintenanceWindowDowInput() {
    return this._maintenanceWindowDow;
  }

  // maintenance_window_enabled - computed: true, optional: false, required: false
  public get maintenanceWindowEnabled() {
    return this.getBooleanAttribute('maintenance_window_enabled');
  }

  // maintenance_window_time - computed: true, optional: true, required: false
  private _maintenanceWindowTime?: string;
  public get maintenanceWindowTime() {
    return this.getStringAttribute('maintenance_window_time');
  }
  public set maintenanceWindowTime(value: string) {
    this._maintenanceWindowTime = value;
  }
  public resetMaintenanceWindowTime() {
    this._maintenanceWindowTime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maintenanceWindowTimeInput() {
    return this._maintenanceWindowTime;
  }

  // plan - computed: false, optional: false, required: true
  private _plan?: string;
  public get plan() {
    return this.getStringAttribute('plan');
  }
  public set plan(value: string) {
    this._plan = value;
  }
  // Temporarily expose input value. Use with caution.
  public get planInput() {
    return this._plan;
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

  // project_vpc_id - computed: true, optional: true, required: false
  private _projectVpcId?: string;
  public get projectVpcId() {
    return this.getStringAttribute('project_vpc_id');
  }
  public set projectVpcId(value: string) {
    this._projectVpcId = value;
  }
  public resetProjectVpcId() {
    this._projectVpcId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get projectVpcIdInput() {
    return this._projectVpcId;
  }

  // secret_user_config - computed: false, optional: true, required: false
  private _secretUserConfig?: { [key: string]: any };
  public get secretUserConfig() {
    return this.getAnyMapAttribute('secret_user_config');
  }
  public set secretUserConfig(value: { [key: string]: any }) {
    this._secretUserConfig = value;
  }
  public resetSecretUserConfig() {
    this._secretUserConfig = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretUserConfigInput() {
    return this._secretUserConfig;
  }

  // secret_user_config_wo - computed: false, optional: true, required: false
  private _secretUserConfigWo?: { [key: string]: any };
  public get secretUserConfigWo() {
    return this.getAnyMapAttribute('secret_user_config_wo');
  }
  public set secretUserConfigWo(value: { [key: string]: any }) {
    this._secretUserConfigWo = value;
  }
  public resetSecretUserConfigWo() {
    this._secretUserConfigWo = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretUserConfigWoInput() {
    return this._secretUserConfigWo;
  }

  // secret_user_config_wo_version - computed: false, optional: true, required: false
  private _secretUserConfigWoVersion?: number;
  public get secretUserConfigWoVersion() {
    return this.getNumberAttribute('secret_user_config_wo_version');
  }
  public set secretUserConfigWoVersion(value: number) {
    this._secretUserConfigWoVersion = value;
  }
  public resetSecretUserConfigWoVersion() {
    this._secretUserConfigWoVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretUserConfigWoVersionInput() {
    return this._secretUserConfigWoVersion;
  }

  // service_host - computed: true, optional: false, required: false
  public get serviceHost() {
    return this.getStringAttribute('service_host');
  }

  // service_name - computed: false, optional: false, required: true
  private _serviceName?: string;
  public get serviceName() {
    return this.getStringAttribute('service_name');
  }
  public set serviceName(value: string) {
    this._serviceName = value;
  }
  // Temporarily expose input value. Use with caution.
  public get serviceNameInput() {
    return this._serviceName;
  }

  // service_password - computed: true, optional: false, required: false
  public get servicePassword() {
    return this.getStringAttribute('service_password');
  }

  // service_port - computed: true, optional: false, required: false
  public get servicePort() {
    return this.getNumberAttribute('service_port');
  }

  // service_type - computed: true, optional: false, required: false
  public get serviceType() {
    return this.getStringAttribute('service_type');
  }

  // service_uri - computed: true, optional: false, required: false
  public get serviceUri() {
    return this.getStringAttribute('service_uri');
  }

  // service_username - computed: true, optional: false, required: false
  public get serviceUsername() {
    return this.getStringAttribute('service_username');
  }

  // state - computed: true, optional: false, required: false
  public get state() {
    return this.getStringAttribute('state');
  }

  // static_ips - computed: true, optional: true, required: false
  private _staticIps?: string[];
  public get staticIps() {
    return cdktf.Fn.tolist(this.getListAttribute('static_ips'));
  }
  public set staticIps(value: string[]) {
    this._staticIps = value;
  }
  public resetStaticIps() {
    this._staticIps = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get staticIpsInput() {
    return this._staticIps;
  }

  // termination_protection - computed: true, optional: true, required: false
  private _terminationProtection?: boolean | cdktf.IResolvable;
  public get terminationProtection() {
    return this.getBooleanAttribute('termination_protection');
  }
  public set terminationProtection(value: boolean | cdktf.IResolvable) {
    this._terminationProtection = value;
  }
  public resetTerminationProtection() {
    this._terminationProtection = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get terminationProtectionInput() {
    return this._terminationProtection;
  }

  // user_config - computed: true, optional: true, required: false
  private _userConfig?: { [key: string]: any };
  public get userConfig() {
    return this.getAnyMapAttribute('user_config');
  }
  public set userConfig(value: { [key: string]: any }) {
    this._userConfig = value;
  }
  public resetUserConfig() {
    this._userConfig = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userConfigInput() {
    return this._userConfig;
  }

  // tag - computed: false, optional: true, required: false
  private _tag = new MysqlTagList(this, "tag", true);
  public get tag() {
    return this._tag;
  }
  public putTag(value: MysqlTag[] | cdktf.IResolvable) {
    this._tag.internalValue = value;
  }
  public resetTag() {
    this._tag.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tagInput() {
    return this._tag.internalValue;
  }

  // tech_emails - computed: false, optional: true, required: false
  private _techEmails = new MysqlTechEmailsList(this, "tech_emails", true);
  public get techEmails() {
    return this._techEmails;
  }
  public putTechEmails(value: MysqlTechEmails[] | cdktf.IResolvable) {
    this._techEmails.internalValue = value;
  }
  public resetTechEmails() {
    this._techEmails.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get techEmailsInput() {
    return this._techEmails.internalValue;
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new MysqlTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: MysqlTimeouts) {
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
      additional_disk_space: cdktf.stringToTerraform(this._additionalDiskSpace),
      cloud_name: cdktf.stringToTerraform(this._cloudName),
      cmk_id: cdktf.stringToTerraform(this._cmkId),
      disk_space: cdktf.stringToTerraform(this._diskSpace),
      maintenance_window_dow: cdktf.stringToTerraform(this._maintenanceWindowDow),
      maintenance_window_time: cdktf.stringToTerraform(this._maintenanceWindowTime),
      plan: cdktf.stringToTerraform(this._plan),
      project: cdktf.stringToTerraform(this._project),
      project_vpc_id: cdktf.stringToTerraform(this._projectVpcId),
      secret_user_config: cdktf.hashMapper(cdktf.anyToTerraform)(this._secretUserConfig),
      secret_user_config_wo: cdktf.hashMapper(cdktf.anyToTerraform)(this._secretUserConfigWo),
      secret_user_config_wo_version: cdktf.numberToTerraform(this._secretUserConfigWoVersion),
      service_name: cdktf.stringToTerraform(this._serviceName),
      static_ips: cdktf.listMapper(cdktf.stringToTerraform, false)(this._staticIps),
      termination_protection: cdktf.booleanToTerraform(this._terminationProtection),
      user_config: cdktf.hashMapper(cdktf.anyToTerraform)(this._userConfig),
      tag: cdktf.listMapper(mysqlTagToTerraform, true)(this._tag.internalValue),
      tech_emails: cdktf.listMapper(mysqlTechEmailsToTerraform, true)(this._techEmails.internalValue),
      timeouts: mysqlTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      additional_disk_space: {
        value: cdktf.stringToHclTerraform(this._additionalDiskSpace),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      cloud_name: {
        value: cdktf.stringToHclTerraform(this._cloudName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      cmk_id: {
        value: cdktf.stringToHclTerraform(this._cmkId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      disk_space: {
        value: cdktf.stringToHclTerraform(this._diskSpace),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      maintenance_window_dow: {
        value: cdktf.stringToHclTerraform(this._maintenanceWindowDow),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      maintenance_window_time: {
        value: cdktf.stringToHclTerraform(this._maintenanceWindowTime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      plan: {
        value: cdktf.stringToHclTerraform(this._plan),
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
      project_vpc_id: {
        value: cdktf.stringToHclTerraform(this._projectVpcId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_user_config: {
        value: cdktf.hashMapperHcl(cdktf.anyToHclTerraform)(this._secretUserConfig),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      secret_user_config_wo: {
        value: cdktf.hashMapperHcl(cdktf.anyToHclTerraform)(this._secretUserConfigWo),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      secret_user_config_wo_version: {
        value: cdktf.numberToHclTerraform(this._secretUserConfigWoVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      service_name: {
        value: cdktf.stringToHclTerraform(this._serviceName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      static_ips: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._staticIps),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      termination_protection: {
        value: cdktf.booleanToHclTerraform(this._terminationProtection),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      user_config: {
        value: cdktf.hashMapperHcl(cdktf.anyToHclTerraform)(this._userConfig),
        isBlock: false,
        type: "map",
        storageClassType: "anyMap",
      },
      tag: {
        value: cdktf.listMapperHcl(mysqlTagToHclTerraform, true)(this._tag.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "MysqlTagList",
      },
      tech_emails: {
        value: cdktf.listMapperHcl(mysqlTechEmailsToHclTerraform, true)(this._techEmails.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "MysqlTechEmailsList",
      },
      timeouts: {
        value: mysqlTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "MysqlTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
