import { providerDataSourceTypes, providerResourceTypes } from '../../src/aiven';
import { provider } from '../../src/provider/provider';

test('the provider has exactly the resource and data source types that other modules list', () => {
  expect(provider.resources?.map(({ type }) => type)).toEqual(providerResourceTypes);
  expect(provider.dataSources?.map(({ type }) => type)).toEqual(providerDataSourceTypes);
});
