/** Why Aiven may refuse the first customer managed key of a service, and what helps. */
export const firstKeyLimit =
  'Aiven documents customer managed keys for new services: it may refuse the first key of an existing one. Create a new service with the key, and migrate the data to it.';
