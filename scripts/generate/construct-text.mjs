/** Text of types, comments and members, as TypeDoc models them, for the pages of constructs. */

/** Members that CDKTF and its aspects call, not users. */
const hidden = new Set(['interpolationForAttribute', 'toHclTerraform', 'toTerraform', 'visit']);

/**
 * The members of an interface, or the own ones of a class: those with a `signature` are methods.
 * @param context.linkOf Where each type is described.
 */
export function membersOf(type, { kinds, linkOf }) {
  const isOwn = ({ inheritedFrom }) => type.kind === kinds.Interface || inheritedFrom === undefined;
  const members = (type.children ?? []).filter((member) => isOwn(member) && !hidden.has(member.name));
  return members.flatMap((member) => {
    const { name, flags, kind } = member;
    if (kind === kinds.Constructor) return [];
    const { isStatic, isOptional } = flags;
    if (kind === kinds.Method) return member.signatures.map((signature) => ({ name, isStatic, signature }));
    const declared = member.getSignature ?? member;
    const described = { text: commentText(declared), type: linkedType(declared.type, linkOf) };
    return [{ name, isOptional, byDefault: defaultText(declared), ...described }];
  });
}

function linkedType(type, linkOf) {
  const text = `\`${String(type).replaceAll('"', "'")}\``;
  const link = linkOf.get(String(type));
  return link === undefined ? text : `[${text}](${link})`;
}

export function commentText({ comment }) {
  return textOf(comment?.summary ?? []);
}

export function firstSentence(reflection) {
  const text = commentText(reflection);
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

/** Paragraphs without the line breaks of the source. */
function textOf(parts) {
  const paragraphs = parts
    .map(({ text }) => text)
    .join('')
    .split('\n\n');
  return paragraphs.map((paragraph) => paragraph.replace(/\s+/g, ' ').trim()).join('\n\n');
}

/** A default that begins with a hyphen is a description, as in CDKTF. Any other is code. */
function defaultText({ comment }) {
  const tag = comment?.blockTags.find(({ tag }) => tag === '@default');
  if (tag === undefined) return '';
  const text = textOf(tag.content)
    .replace(/^`+(?:ts )?(.*?)`+$/, '$1')
    .trim();
  return text.startsWith('- ') ? text.slice(2) : `\`${text}\``;
}

/** A function: its call, and what it does, takes and throws. */
export function callText({ parameters = [], type, comment }, name) {
  const isOptional = ({ flags, defaultValue }) => flags.isOptional || defaultValue !== undefined;
  const list = parameters.map((parameter) => `${parameter.name}${isOptional(parameter) ? '?' : ''}: ${parameter.type}`);
  const result = name.startsWith('new ') ? '' : `: ${type}`;
  const described = parameters.filter((parameter) => commentText(parameter) !== '');
  const errors = comment?.blockTags.filter(({ tag }) => tag === '@throws') ?? [];
  const parts = [
    `\`\`\`ts\n${name}(${list.join(', ')})${result}\n\`\`\``,
    commentText({ comment }),
    described.map((parameter) => `- \`${parameter.name}\`: ${commentText(parameter)}`).join('\n'),
    ...errors.map(({ content }) => `Throws ${textOf(content).replace(/^Error\b/, 'an error')}`),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

export function table(titles, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n\n', '<br>')).join(' | ')} |`;
  return [titles, titles.map(() => '---'), ...rows].map(line).join('\n');
}
