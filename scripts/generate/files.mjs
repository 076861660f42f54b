/** Writes generated files, or compares them with the files on disk. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Writes the files and deletes owned files that are no longer generated. */
export async function writeFiles(folder, owns, files) {
  for (const path of await present(folder, owns)) if (!files.has(path)) await rm(join(folder, path));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** @returns {Promise<string[]>} one line per file that is missing, stale or different */
export async function differences(folder, owns, files) {
  const found = await present(folder, owns);
  const lines = found.filter((path) => !files.has(path)).map((path) => `${join(folder, path)}: no longer generated`);
  for (const [path, text] of files) {
    if (!found.includes(path)) lines.push(`${join(folder, path)}: missing`);
    else if ((await readFile(join(folder, path), 'utf8')) !== text) lines.push(`${join(folder, path)}: different`);
  }
  return lines;
}

async function present(folder, owns) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(owns);
}
