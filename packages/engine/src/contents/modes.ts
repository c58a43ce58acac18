import type { Call } from './stageState';
import type { Closing } from './types';

/** What a mode does for group and others; undefined: neither, or not for both. */
export function readMode(text: string): 'opens' | 'closes' | undefined {
  if (/^[0-7]{3,4}$/.test(text)) {
    if (text.endsWith('00')) return 'closes';
    return /[4-7]$/.test(text) ? 'opens' : undefined;
  }
  const shut = new Set<string>();
  for (const clause of text.split(',')) {
    const match = clause.match(/^([ugoa]*)([-+=])([rwxXst]*)$/);
    if (!match) return undefined;
    const [, who, operator, rights] = match;
    const others = ['g', 'o'].filter(
      one => who === '' || who.includes('a') || who.includes(one),
    );
    const gives = operator !== '-' && /[rxX]/.test(rights);
    const takes = operator === '=' || (/r/.test(rights) && /x/i.test(rights));
    if (gives && others.length > 0) return 'opens';
    if (takes) others.forEach(one => shut.add(one));
  }
  return shut.size === 2 ? 'closes' : undefined;
}

/** No shell has a variable of this name; it lasts as long as the shell that set it. */
const UMASK = 'umask of the shell';

/** Remembers `umask 077` for what the same shell makes. */
export function umask(call: Call): void {
  const text = call.args[0]?.text;
  if (text) call.env.set(UMASK, text);
}

/** The mode of new files where the umask leaves nothing for group and others. */
export function closedByUmask({ env, place }: Call): Closing | undefined {
  const mask = env.get(UMASK);
  return mask?.known && /77$/.test(mask.value)
    ? { place, by: `umask ${mask.value}`, extent: 'tree' }
    : undefined;
}
