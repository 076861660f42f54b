/** Messages about the provider itself and its data sources. */

import { message, string } from '../field';
import { type RequestOf, type ResponseOf, unary } from '../service';
import { clientCapabilities, deferred, diagnostics, dynamicValue } from './shared';

export const validateProviderConfig = unary(
  'ValidateProviderConfig',
  { config: message(1, dynamicValue) },
  { diagnostics: diagnostics(2) },
);
export type ValidateProviderConfigRequest = RequestOf<typeof validateProviderConfig>;
export type ValidateProviderConfigResponse = ResponseOf<typeof validateProviderConfig>;

export const configureProvider = unary(
  'ConfigureProvider',
  {
    terraformVersion: string(1),
    config: message(2, dynamicValue),
    clientCapabilities: message(3, clientCapabilities),
  },
  { diagnostics: diagnostics(1) },
);
export type ConfigureProviderRequest = RequestOf<typeof configureProvider>;
export type ConfigureProviderResponse = ResponseOf<typeof configureProvider>;

/** An empty `error` means success. */
export const stopProvider = unary('StopProvider', {}, { error: string(1) });
export type StopProviderRequest = RequestOf<typeof stopProvider>;
export type StopProviderResponse = ResponseOf<typeof stopProvider>;

export const validateDataResourceConfig = unary(
  'ValidateDataResourceConfig',
  { typeName: string(1), config: message(2, dynamicValue) },
  { diagnostics: diagnostics(1) },
);
export type ValidateDataResourceConfigRequest = RequestOf<typeof validateDataResourceConfig>;
export type ValidateDataResourceConfigResponse = ResponseOf<typeof validateDataResourceConfig>;

export const readDataSource = unary(
  'ReadDataSource',
  {
    typeName: string(1),
    config: message(2, dynamicValue),
    providerMeta: message(3, dynamicValue),
    clientCapabilities: message(4, clientCapabilities),
  },
  { state: message(1, dynamicValue), diagnostics: diagnostics(2), deferred: message(3, deferred) },
);
export type ReadDataSourceRequest = RequestOf<typeof readDataSource>;
export type ReadDataSourceResponse = ResponseOf<typeof readDataSource>;
