import { checkApiUrl } from '../../src/aiven/api-url';

test.each(['https://api.aiven.io', 'http://127.0.0.1:8080/base'])('%s is valid', (url) => {
  expect(checkApiUrl(url)).toBeUndefined();
});

test.each(['foo', 'foo:bar', 'ftp://api.aiven.io'])('%s is not the URL of an API', (url) => {
  expect(checkApiUrl(url)).toContain(`"${url}" is not the URL of an Aiven API`);
});

test.each(['https://api.aiven.io/v1', 'https://api.aiven.io/v1/'])('%s must not end in /v1', (url) => {
  expect(checkApiUrl(url)).toContain('remove "/v1"');
});
