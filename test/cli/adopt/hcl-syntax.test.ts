import { entriesOf, literalOf, parseHcl } from '../../../src/cli/adopt/hcl-syntax';

const types = (text: string) => parseHcl(text).map(({ type, labels }) => [type, ...labels].join(' '));

test('blocks are found with their labels, whatever stands in comments, strings and here-documents', () => {
  const text = `
# resource "commented" "out" {
// resource "commented" "out" {
/* resource "commented" "out" {
} */
resource "aiven_cmk" "a" { project = "}" } # {
locals {
  text = <<-EOT
    resource "a" "text" {
    EOT
  template = "$\x24{ } \x24{ join("}", [for x in ["{"] : "\x24{x}"]) } \\" {"
}
resource aiven_cmk b {
}
`;
  expect(types(text)).toEqual(['resource aiven_cmk a', 'locals', 'resource aiven_cmk b']);
});

test('expressions end with their line, unless a bracket is open', () => {
  const [block] = parseHcl(
    'a {\n  one = "x" # y\n  two = [\n    1,\n  ]\n  three = { a = 1, b = "2" }\n b {\n c = 1\n}\n}',
  );
  expect([...(block?.attributes ?? [])]).toEqual([
    ['one', '"x"'],
    ['two', '[\n    1,\n  ]'],
    ['three', '{ a = 1, b = "2" }'],
  ]);
  expect(block?.blocks).toMatchObject([{ type: 'b' }]);
  expect([...entriesOf('{ a = 1, "b" : "2"\n c = 3 }')]).toEqual([
    ['a', '1'],
    ['b', '"2"'],
    ['c', '3'],
  ]);
});

test('only a plain string is known before Terraform runs', () => {
  expect(literalOf('"a/b"')).toBe('a/b');
  for (const code of ['var.x', '"\x24{var.x}"', '"a" + "b"', undefined]) expect(literalOf(code)).toBeUndefined();
});

test.each(['', '}', '{', '"', 'a "', 'a {', 'a = <<X', '/*', '\u0000', '🔑 = "\x24{'])(
  '%j is no reason to stop',
  (text) => {
    expect(() => parseHcl(text)).not.toThrow();
  },
);
