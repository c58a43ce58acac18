import type { TargetImage } from '../targetImage';

/** Words that the image starts with. */
export function startWordsOf({ state }: TargetImage): string[] {
  return [state.entrypoint, state.command].flatMap(
    start =>
      start?.line.words.flatMap(({ value }) =>
        start.line.form === 'shell' ? value.split(/\s+/) : [value],
      ) ?? [],
  );
}
