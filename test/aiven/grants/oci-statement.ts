/** Reads an OCI policy statement back (OCI documentation, "Policy Syntax" and "Accessing Object Storage Resources Across Tenancies"). */

export type OciStatement =
  | { kind: 'define'; what: 'tenancy' | 'group'; alias: string; ocid: string }
  | { kind: 'admit'; group: string; tenancy: string; verb: string; resource: string; where: Condition | null };

interface Condition {
  variable: string;
  value: string;
}

/** The statement's parts; throws where it is no statement of these two kinds, whole. */
export function readOciStatement(text: string): OciStatement {
  const words = tokens(text);
  const next = (...allowed: string[]): string => {
    const word = words.shift();
    if (word === undefined) throw new Error(`${text} ends too early`);
    if (allowed.length > 0 && !allowed.includes(word.toLowerCase())) throw new Error(`${word}: expected ${allowed}`);
    return word;
  };
  const end = <T>(statement: T): T => {
    if (words.length > 0) throw new Error(`${text} goes on with ${words.join(' ')}`);
    return statement;
  };
  if (next('define', 'admit').toLowerCase() === 'define') {
    const what = next('tenancy', 'group') as 'tenancy' | 'group';
    const alias = next();
    next('as');
    return end({ kind: 'define', what, alias, ocid: next() });
  }
  next('group');
  const group = next();
  next('of');
  next('tenancy');
  const tenancy = next();
  next('to');
  const verb = next('inspect', 'read', 'use', 'manage');
  const resource = next();
  next('in');
  next('tenancy');
  const where = words.length > 0 ? readCondition(next) : null;
  return end({ kind: 'admit', group, tenancy, verb, resource, where });
}

function readCondition(next: (...allowed: string[]) => string): Condition {
  next('where');
  const variable = next();
  next('=');
  const literal = next();
  if (!/^"[\s\S]*"$/.test(literal)) throw new Error(`${literal} is no quoted value`);
  return { variable, value: literal.slice(1, -1).replaceAll(/\\(.)/gs, '$1') };
}

/** Words, equal signs, and quoted values in which a backslash takes the next character as it is. */
function tokens(text: string): string[] {
  const found: string[] = text.match(/"(?:[^"\\]|\\[\s\S])*"|=|[^\s="]+|"/g) ?? [];
  if (found.includes('"')) throw new Error(`${text} has a quotation mark that nothing closes`);
  return found;
}
