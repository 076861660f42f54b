/** What one check found. */

export interface Finding {
  /** What was looked at, in a word. */
  name: string;
  /** `skipped`: an earlier failure leaves nothing to look at, or there is nothing of the kind. */
  verdict: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found. */
  detail: string;
  /** What to do about it, in one sentence; null where nothing is to be done. */
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
