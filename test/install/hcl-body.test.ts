import { parseHcl } from '../../src/install/hcl-body';
import { HclSyntaxError, tokenizeHcl } from '../../src/install/hcl-tokens';

const shape = (text: string) =>
  JSON.parse(JSON.stringify(parseHcl(text), ['attributes', 'blocks', 'name', 'labels', 'text']));

test('reads blocks, labels and attributes', () => {
  const text = 'provider "a/b" {\n  version = "1.2.3" # pinned\n  hashes = [\n    "h1:x",\n    "zh:y",\n  ]\n}\n';
  const [block] = parseHcl(text).blocks;
  expect(block).toMatchObject({ name: 'provider', labels: ['a/b'], start: 0, end: text.length - 1 });
  expect(block?.attributes).toEqual([
    { name: 'version', text: '1.2.3', strings: ['1.2.3'] },
    { name: 'hashes', text: undefined, strings: ['h1:x', 'zh:y'] },
  ]);
});

test('reads JSON', () => {
  const { blocks } = parseHcl('{"provider_installation": {"filesystem_mirror": {"path": "/m"}, "direct": {}}}');
  expect(blocks[0]?.blocks.map(({ name }) => name)).toEqual(['filesystem_mirror', 'direct']);
  expect(blocks[0]?.blocks[0]?.attributes).toEqual([{ name: 'path', text: '/m', strings: ['/m'] }]);
});

test.each([
  ['a brace in a string', 'a = "}"'],
  ['a quote in a template', `a = "\${f("}")}"`],
  ['an escaped quote', 'a = "\\"}"'],
  ['an escaped template', 'a = "$${"'],
  ['a comment with a brace', 'a = 1 // }'],
  ['a comment that opens another', 'a = 1 # /*'],
  ['a block comment with a quote', 'a = 1 /* " } */'],
  ['a heredoc with a brace', 'a = <<EOT\n}\n"\nEOT'],
  ['an indented heredoc', 'a = <<-END\n  }\n  END'],
])('%s ends no block', (_, attribute) => {
  const { blocks } = parseHcl(`b {\n${attribute}\n}\nc {}\n`);
  expect(blocks.map(({ name }) => name)).toEqual(['b', 'c']);
});

test.each([
  ['a = "x', 'line 1: unterminated string'],
  ['\n/* x', 'line 2: unterminated comment'],
  ['a = <<EOT\nx', 'line 1: unterminated heredoc "EOT"'],
  ['a {\n', 'line 1: a block is not closed'],
  ['a = \n', 'line 1: a value is missing or its brackets are not closed'],
  ['a = [1\n', 'line 1: a value is missing or its brackets are not closed'],
  ['}', 'line 1: expected a block or an attribute, got "}"'],
  ['a = `x`', 'line 1: unexpected character "`"'],
])('rejects %j and says where', (text, message) => {
  expect(() => parseHcl(text)).toThrow(new HclSyntaxError(message.replace(/^line \d+: /, ''), Number(message[5])));
});

test('tokens and the white space between them are the whole text', () => {
  const text = `\ufeff# a\r\nb "c" {\r\n\td = [1.5e3, true, "\${x}"] /* e */\r\n}\r\n`;
  let at = 1;
  for (const { start, end, text: token } of tokenizeHcl(text)) {
    expect(text.slice(at, start)).toMatch(/^[ \t]*$/);
    expect(text.slice(start, end)).toBe(token);
    at = end;
  }
  expect(at).toBe(text.length);
});

test('an empty file is an empty body', () => {
  expect(shape('')).toEqual({ attributes: [], blocks: [] });
  expect(shape('\n# nothing\n')).toEqual({ attributes: [], blocks: [] });
});
