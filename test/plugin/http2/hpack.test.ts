import { once } from 'node:events';
import { connect } from 'node:http2';
import { encodeHeaders, HeaderDecoder } from '../../../src/plugin/http2/hpack';
import { decodeHuffman } from '../../../src/plugin/http2/huffman';
import { startServer } from './raw-client';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const requests = [
  { ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'www.example.com' },
  { ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'www.example.com', 'cache-control': 'no-cache' },
  {
    ':method': 'GET',
    ':scheme': 'https',
    ':path': '/index.html',
    ':authority': 'www.example.com',
    'custom-key': 'custom-value',
  },
];

// RFC 7541, appendix C.3, C.4 and C.6.
test.each([
  [
    'plain',
    [
      '828684410f7777772e6578616d706c652e636f6d',
      '828684be58086e6f2d6361636865',
      '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
    ],
  ],
  [
    'shortened',
    [
      '828684418cf1e3c2e5f23a6ba0ab90f4ff',
      '828684be5886a8eb10649cbf',
      '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
    ],
  ],
])('requests one after the other are read as the specification shows them, %s', (_, blocks) => {
  const decoder = new HeaderDecoder();
  expect(blocks.map((block) => ({ ...decoder.decode(hex(block)) }))).toEqual(requests);
});

test('entries leave the table in the order of the specification when it is small', () => {
  const decoder = new HeaderDecoder();
  // The client shrinks the table to 256 bytes first.
  const first =
    '3fe101 488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3';
  const common = {
    'cache-control': 'private',
    date: 'Mon, 21 Oct 2013 20:13:21 GMT',
    location: 'https://www.example.com',
  };
  expect({ ...decoder.decode(hex(first)) }).toEqual({ ':status': '302', ...common });
  expect({ ...decoder.decode(hex('4883640effc1c0bf')) }).toEqual({ ':status': '307', ...common });
  const third =
    '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007';
  expect({ ...decoder.decode(hex(third)) }).toEqual({
    ':status': '200',
    ...common,
    date: 'Mon, 21 Oct 2013 20:13:22 GMT',
    'content-encoding': 'gzip',
    'set-cookie': 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
  });
});

test('every character that another implementation may shorten is read back', async () => {
  const received: unknown[] = [];
  const { port, stop } = await startServer({
    stream(stream) {
      received.push(stream.headers['x-text']);
      stream.listener = { data() {}, end() {}, drain() {}, close() {} };
      stream.refuse(encodeHeaders({ ':status': '200' }));
    },
    close() {},
  });
  const session = connect(`http://127.0.0.1:${port}`);
  const characters = Array.from({ length: 256 }, (_, code) => code).filter((code) => code >= 0x21 && code !== 0x7f);
  const texts = characters.map((code) => `eeeeeeeeeeeeeeeeeeeeeeee${String.fromCharCode(code)}e`);
  for (const text of texts) {
    const request = session.request({ ':method': 'POST', 'x-text': text });
    request.resume().end();
    await once(request, 'close');
  }
  session.destroy();
  await stop();
  expect(received).toEqual(texts);
});

test.each([
  ['a header of a table that is shorter', 'ff00', 'there is no header 127'],
  ['the header 0', '80', 'there is no header 0'],
  ['a text that is cut off', '000461', 'a text ends too early'],
  ['a name without a value', '000161', 'it ends too early'],
  ['a number without an end', 'ffffffffffff', 'a number is too big'],
  ['a table larger than allowed', '3fe21f', 'a table of 4097 bytes is asked for'],
])('%s is malformed', (_, block, reason) => {
  expect(() => new HeaderDecoder().decode(hex(block))).toThrow(`The headers are malformed: ${reason}.`);
});

test.each([
  ['filled up with zeros', '18'],
  ['filled up with a whole byte', '1fff'],
  ['that names its own end', 'ffffffff'],
])('a shortened text %s is malformed', (_, text) => {
  expect(() => decodeHuffman(hex(text))).toThrow('A header is not in the Huffman code.');
});

test('headers that blow up when they are read are refused', () => {
  const decoder = new HeaderDecoder();
  // One header of 2,000 bytes, kept in the table; then a thousand times that one, in a byte each.
  decoder.decode(Buffer.concat([hex('40016b 7fd10e'), Buffer.alloc(2000, 'a')]));
  expect(() => decoder.decode(Buffer.alloc(1000, 0xbe))).toThrow('The headers are too long.');
});

test('what is written is read by another implementation', async () => {
  const { port, stop } = await startServer({
    stream(stream) {
      stream.listener = { data() {}, end() {}, drain() {}, close() {} };
      stream.refuse(encodeHeaders({ ':status': '418', 'x-short': 'a b', 'x-long': 'l'.repeat(5000) }));
    },
    close() {},
  });
  const session = connect(`http://127.0.0.1:${port}`);
  const [headers] = await once(session.request({ ':method': 'POST' }).end(), 'response');
  session.destroy();
  await stop();
  expect(headers).toMatchObject({ ':status': 418, 'x-short': 'a b', 'x-long': 'l'.repeat(5000) });
});
