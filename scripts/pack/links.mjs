/** Checks the relative links of a package's Markdown files. */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/**
 * @param {string} folder the unpacked package
 * @param {string[]} files the paths in it
 * @returns {Promise<string[]>} the links to a file, a folder or a heading that the package does not have, as `FILE: LINK`
 */
export async function brokenLinks(folder, files) {
  const names = files.filter((path) => path.endsWith('.md'));
  const pages = new Map(await Promise.all(names.map(async (name) => [name, await readPage(join(folder, name))])));
  return [...pages].flatMap(([from, { links }]) =>
    links.filter((link) => !resolves(link, from, files, pages)).map((link) => `${from}: ${link}`),
  );
}

function resolves(link, from, files, pages) {
  const [path, anchor] = link.split('#');
  const target = path === '' ? from : posix.join(posix.dirname(from), path);
  if (anchor !== undefined) return pages.get(target)?.anchors.includes(anchor) ?? false;
  const inFolder = target.endsWith('/') ? target : `${target}/`;
  return files.some((file) => file === target || file.startsWith(inFolder));
}

async function readPage(file) {
  const text = (await readFile(file, 'utf8')).replace(/^```.*?^```/gms, '');
  const targets = [...text.replace(/`[^`\n]*`/g, '``').matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target);
  return {
    links: targets.filter((target) => !/^[a-z]+:/.test(target)),
    anchors: [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading)),
  };
}

/** As GitHub does. A repeated heading gets a number, which no link uses. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
