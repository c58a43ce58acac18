/** Backstage's readers throw plain errors; the status stands in their text. */
const TROUBLE =
  /\b(408|429|500|502|503|504)\b|rate limit|too many requests|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|fetch failed|socket hang up/i;

/** Whether an error says something about the whole host rather than about one repository. */
export function isHostTrouble(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (TROUBLE.test(`${at.name} ${at.message}`)) {
      return true;
    }
  }
  return false;
}
