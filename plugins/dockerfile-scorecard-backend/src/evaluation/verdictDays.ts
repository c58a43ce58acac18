const ISO_DATE = /\b(20\d\d-[01]\d-[0-3]\d)\b/g;

/** The ISO dates in a text. */
export function datesIn(text: string): string[] {
  return [...text.matchAll(ISO_DATE)].flatMap(([date]) =>
    Number.isNaN(Date.parse(date)) ? [] : date,
  );
}

/**
 * The day since which a verdict is the same as today: the last one on which a date began or ended that it may depend on. Dates that
 * are compared count on the day itself (`from`) or end with it (`until`). Without any date in the past it is today.
 *
 * @param today - ISO date
 * @param dates - ISO dates
 */
export function verdictDay(today: string, dates: Iterable<string>): string {
  let newest: string | undefined;
  for (const date of dates) {
    for (const day of [date, dayAfter(date)]) {
      if (day <= today && (newest === undefined || day > newest)) newest = day;
    }
  }
  return newest ?? today;
}

/** The first day after today on which a verdict may change by itself. */
export function nextVerdictDay(
  today: string,
  dates: Iterable<string>,
): string | undefined {
  let next: string | undefined;
  for (const date of dates) {
    for (const day of [date, dayAfter(date)]) {
      if (day > today && (next === undefined || day < next)) next = day;
    }
  }
  return next;
}

/** Few dates, asked for with every Dockerfile: those of images and of the policy. */
const daysAfter = new Map<string, string>();
const MOST_REMEMBERED = 10_000;

function dayAfter(date: string): string {
  const known = daysAfter.get(date);
  if (known !== undefined) return known;
  const next = computeDayAfter(date);
  if (daysAfter.size < MOST_REMEMBERED) daysAfter.set(date, next);
  return next;
}

function computeDayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00.000Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
