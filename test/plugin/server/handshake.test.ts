import { checkProtocolVersions, formatHandshake, readHandshake } from '../../../src/plugin/server/handshake';

const cookie = { TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2' };

test.each([{}, { TF_PLUGIN_MAGIC_COOKIE: 'x' }, { PLUGIN_CLIENT_CERT: 'x' }])(
  'a process without the right cookie was not started by Terraform: %j',
  (env) => {
    expect(readHandshake(env)).toBeUndefined();
  },
);

test('what Terraform asks for is read; what is empty is not there', () => {
  expect(readHandshake(cookie)).toEqual({
    clientCertificate: undefined,
    socketDirectory: undefined,
    requestsMultiplexing: false,
  });
  const all = { PLUGIN_CLIENT_CERT: 'pem', PLUGIN_UNIX_SOCKET_DIR: '/run/x', PLUGIN_MULTIPLEX_GRPC: 'true' };
  expect(readHandshake({ ...cookie, ...all })).toEqual({
    clientCertificate: 'pem',
    socketDirectory: '/run/x',
    requestsMultiplexing: true,
  });
  expect(readHandshake({ ...cookie, PLUGIN_CLIENT_CERT: '' })?.clientCertificate).toBeUndefined();
});

test.each(['6', '5,6', '6,5', ' 6 , 5', undefined, ''])('accepts the protocol versions %j', (versions) => {
  expect(checkProtocolVersions({ PLUGIN_PROTOCOL_VERSIONS: versions })).toBeUndefined();
});

test('reports a client that does not support protocol 6', () => {
  expect(checkProtocolVersions({ PLUGIN_PROTOCOL_VERSIONS: '5,7' })).toBe(
    'The client supports plugin protocol versions 5, 7, but this provider requires version 6.',
  );
});

describe('the line', () => {
  const answer = { network: 'unix', address: '/tmp/a/s', certificate: undefined, requestsMultiplexing: false } as const;

  test('has six fields, the last empty without TLS', () => {
    expect(formatHandshake(answer)).toBe('1|6|unix|/tmp/a/s|grpc|');
  });

  test.each([1, 2, 3, 4])('holds a certificate in plain base64 without padding (%d bytes)', (length) => {
    const line = formatHandshake({ ...answer, certificate: Buffer.alloc(length, 0xfb) });
    const encoded = line.split('|')[5] as string;
    expect(encoded).toMatch(/^[A-Za-z0-9+/]+$/);
    expect(Buffer.from(encoded, 'base64')).toEqual(Buffer.alloc(length, 0xfb));
  });

  test('has a seventh field only for a client that asks for it', () => {
    expect(formatHandshake({ ...answer, requestsMultiplexing: true })).toBe('1|6|unix|/tmp/a/s|grpc||false');
  });
});
