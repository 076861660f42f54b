/** The parts of `terraform show -json` that tests check. */

export interface StateJson {
  readonly values?: {
    readonly outputs?: Values;
    readonly root_module: { readonly resources?: readonly ResourceJson[] };
  };
}
export interface ResourceJson {
  readonly address: string;
  readonly schema_version: number;
  readonly values: { readonly [attribute: string]: unknown };
  readonly sensitive_values: unknown;
  readonly tainted?: boolean;
}
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: { readonly [attribute: string]: unknown } | null;
      readonly after: { readonly [attribute: string]: unknown } | null;
      readonly after_unknown: { readonly [attribute: string]: unknown };
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
}
type Values = { readonly [name: string]: { readonly value: unknown } };
