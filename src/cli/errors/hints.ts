/** Hints that more than one place gives. */

export const getToken =
  'Create a token in the Aiven Console under User information > Tokens, then set AIVEN_TOKEN or pass --token-file.';

export const moveServicesFirst = 'Move them first, with "aiven-byok services set-key" or "aiven-byok rotate".';

export const nothingReplaced = 'Nothing was replaced.';
