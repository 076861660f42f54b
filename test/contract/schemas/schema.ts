/** JSON schemas in short form. Objects allow no other fields: a field that Aiven does not declare fails the test. */

export type JsonSchema = { readonly [keyword: string]: unknown };

/** An operation as Aiven declares it. */
export interface OperationContract {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for each parameter. */
  path: string;
  /** The query parameters, other than the `limit` that Aiven's Go client adds to every request. */
  query?: readonly string[];
  /** The body; absent if the operation has none. */
  request?: JsonSchema;
  /** Whether the body may be left out. */
  requestOptional?: true;
  response: JsonSchema;
}

type Fields = { readonly [name: string]: JsonSchema };

/** An object with these required and optional fields. */
export const object = (required: Fields, optional: Fields = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** A response: any may also have `message` and `errors`. */
export const response = (required: Fields, optional: Fields = {}): JsonSchema =>
  object(required, {
    ...optional,
    message: text,
    errors: list(object({ message: text, status: integer }, { more_info: text })),
  });

export const text: JsonSchema = { type: 'string' };
export const textOf = (minLength: number, maxLength: number): JsonSchema => ({ type: 'string', minLength, maxLength });
export const oneOf = (...values: string[]): JsonSchema => ({ type: 'string', enum: values });
export const integer: JsonSchema = { type: 'integer' };
export const boolean: JsonSchema = { type: 'boolean' };
export const anyObject: JsonSchema = { type: 'object' };
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const uuid: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };
export const time: JsonSchema = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$',
};

/** The body of every error response. */
export const errorBody = object(
  { message: text },
  {
    errors: list(
      object(
        { message: text },
        {
          error_code: oneOf('invalid_cmk_id', 'feature_not_enabled', 'project_not_found'),
          status: integer,
          more_info: text,
          metadata: anyObject,
        },
      ),
    ),
  },
);
