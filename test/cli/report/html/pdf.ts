/** What Chromium's PDF says about its pages. Its objects are text, so this needs no PDF library. */

export function pageCount(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page$/gm)?.length ?? 0;
}

/** In points of 1/72 inch from the lower edge. Below is the margin, about 40 points. A heading, a table's header and a row take 80. */
const lowest = 120;

/** The headings in the PDF's outline that are so low on their page that nothing but the margin can follow. */
export function lonelyHeadings(pdf: Buffer): string[] {
  const items = [...pdf.toString('latin1').matchAll(/<<\/Title (.*)\n\/Dest \[\d+ 0 R \/XYZ [\d.]+ ([\d.]+) 0\]/g)];
  if (items.length === 0) throw new Error('The PDF has no outline.');
  return items.filter(([, , height]) => Number(height) < lowest).map(([, title, height]) => `${title} at ${height}`);
}
