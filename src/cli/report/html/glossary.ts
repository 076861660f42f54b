/** What the words of the HTML report mean, and what it cannot say. */

import { categories, categoryMeanings, categoryNames } from './category';
import { capitalized, escapeHtml } from './escape';

const words: readonly (readonly [word: string, meaning: string])[] = [
  ...categories.map((name) => [categoryNames[name], categoryMeanings[name]] as const),
  ['CMK ID', "The ID of a KMS key's registration in Aiven."],
  [
    'registered',
    'The day on which the KMS key was registered in Aiven. Registering the same KMS key again starts a new registration at age 0. The age says nothing about the key material in the KMS.',
  ],
  ['default', 'Aiven encrypts new services of the project with this key unless they name another one.'],
  [
    'superseded',
    'The same KMS key was registered again later. Or no service uses the key, and a later key of the same cloud is the default.',
  ],
  [
    'keep the KMS key enabled',
    'How long Aiven may need the KMS key: services and their backups are encrypted with it.',
  ],
];

export const glossarySection = [
  '<section aria-labelledby="words">',
  '<h2 id="words">What the words mean</h2>',
  `<dl class="words">${words.map(([word, meaning]) => `<div><dt>${escapeHtml(capitalized(word))}</dt><dd>${escapeHtml(meaning)}</dd></div>`).join('\n')}</dl>`,
  '</section>',
  '<section aria-labelledby="limits">',
  '<h2 id="limits">Limits</h2>',
  '<p>This report shows what the Aiven API returned, not whether a KMS key is enabled or how old its material is. Aiven does not document whether it encrypts old backups again when a service moves to another key, so a backup may need a KMS key that no service uses.</p>',
  '</section>',
].join('\n');
