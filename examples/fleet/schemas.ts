/**
 * Prints the SQL that prepares the database for Terraform's pg backend: `npx tsx schemas.ts | psql -v ON_ERROR_STOP=1`. Safe to
 * run again, for example after adding a stack.
 */

import { fleet } from './fleet';

// The tables that Terraform would create, each with an empty state. The apply that creates the first state of a stack locks the
// whole database, so that no other stack can be deployed until it ends.
const statements = fleet.flatMap(({ name }) => [
  `CREATE SCHEMA IF NOT EXISTS "${name}";`,
  `CREATE TABLE IF NOT EXISTS "${name}".states (
  id bigint NOT NULL DEFAULT nextval('public.global_states_id_seq') PRIMARY KEY,
  name text UNIQUE,
  data text
);`,
  `CREATE UNIQUE INDEX IF NOT EXISTS states_by_name ON "${name}".states (name);`,
  `INSERT INTO "${name}".states (name, data)
  VALUES ('default', json_build_object('version', 4, 'serial', 0, 'lineage', gen_random_uuid()))
  ON CONFLICT DO NOTHING;`,
]);
console.log(['CREATE SEQUENCE IF NOT EXISTS public.global_states_id_seq AS bigint;', ...statements].join('\n'));
