import { preciseReference, slimReference } from '../../images/suggestion';
import { listOf } from '../../rules/python/words';
import type { Service } from './service';
import type { RuntimePackages } from './systemPackages';
import { refuse } from './types';

/** The slim variant of the image of a language; others have none. */
export function slimBase({
  base,
  facts,
}: Pick<Service, 'base' | 'facts'>): string {
  const slim =
    facts.family === 'full' && facts.reference.text === base
      ? slimReference(facts)
      : undefined;
  return slim ?? base;
}

/** What carries programs that bring everything else: the current Debian. */
export function slimDebian({ build }: Service): string {
  const facts = build.image('debian:stable-slim');
  return (
    (facts && preciseReference(facts, build.today)) ??
    refuse('No release of Debian to run on is known.')
  );
}

/** What a person has to check of the packages that the image no longer has. */
export function notesOf({ left, unmatched }: RuntimePackages): string[] {
  return [
    ...(left.length > 0
      ? [
          `Only the build stage has ${listOf(
            left,
          )} now. Add what the service itself calls to the final stage.`,
        ]
      : []),
    ...(unmatched.length > 0
      ? [
          `Which library belongs to ${listOf(
            unmatched,
          )} at run time is not known. Add it to the final stage.`,
        ]
      : []),
  ];
}
