/** The result of one check. */

export interface Finding {
  /** What was checked, in one word. */
  name: string;
  /** `skipped`: an earlier check failed, or there is nothing to check. */
  verdict: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found. */
  detail: string;
  /** How to fix it, in one sentence; null if there is nothing to fix. */
  remedy: string | null;
}

export const ok = (name: string, detail: string): Finding => ({ name, verdict: 'ok', detail, remedy: null });
export const skipped = (name: string, detail: string): Finding => ({ name, verdict: 'skipped', detail, remedy: null });
export const warning = (name: string, detail: string, remedy: string): Finding => ({
  name,
  verdict: 'warning',
  detail,
  remedy,
});
export const failed = (name: string, detail: string, remedy: string): Finding => ({
  name,
  verdict: 'failed',
  detail,
  remedy,
});
