/** A database of its own on the PostgreSQL server of this machine, through psql. */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** The variables of psql and of Terraform's pg backend. Those of the environment come first. */
const settings = {
  PGHOST: process.env.PGHOST ?? '127.0.0.1',
  PGUSER: process.env.PGUSER ?? 'postgres',
  PGSSLMODE: process.env.PGSSLMODE ?? 'disable',
  PGCONNECT_TIMEOUT: '5',
};

/** Why there is no database to use, or undefined if there is one. */
export function postgresProblem(): string | undefined {
  const { error, status, stderr } = psql('postgres', 'SELECT 1');
  if (error !== undefined) return `could not run psql: ${error.message}`;
  return status === 0 ? undefined : `no PostgreSQL server: ${stderr.trim().replace(/\s+/g, ' ')}`;
}

/** Creates a database, passes it to `use`, then drops it, even if clients are still connected. */
export async function withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
  const name = `aiven_byok_test_${randomBytes(6).toString('hex')}`;
  query('postgres', `CREATE DATABASE ${name}`);
  try {
    return await use(new Database(name));
  } finally {
    query('postgres', `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

export class Database {
  /** The variables that point psql and Terraform at this database. */
  readonly env: { readonly [name: string]: string };

  constructor(private readonly name: string) {
    this.env = { ...settings, PGDATABASE: name };
  }

  /** Runs SQL and returns the rows as text. Throws if a statement fails. */
  query(sql: string): string[] {
    return query(this.name, sql);
  }

  /** How many locks Terraform holds in this database. */
  countLocks(): number {
    const sql = `SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND datname = current_database()`;
    return Number(this.query(sql)[0]);
  }
}

function query(database: string, sql: string): string[] {
  const { status, stdout, stderr } = psql(database, sql);
  if (status !== 0) throw new Error(`psql failed: ${stderr}\n${sql}`);
  return stdout.split('\n').filter((line) => line !== '');
}

function psql(database: string, sql: string) {
  const args = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', '--file=-'];
  const env = { ...process.env, ...settings, PGDATABASE: database };
  return spawnSync('psql', args, { env, input: sql, encoding: 'utf8' });
}
