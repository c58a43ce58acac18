/** What stands in the place of each character of a masked secret. */
export const MASK = '•';
