import type { Call } from '../../contents/stageState';
import type { Range } from '../../verdict';
import type { Build } from '../build';
import { holdsCredentials } from './secretValues';

/** A secret in the words of a RUN. */
export interface CommandSecret {
  /** What it is, for a message; never the value. */
  what: string;
  value: string;
  range: Range;
  stage: number;
}

function textsOf({ args }: Call): string[] {
  return args.flatMap(({ text }) => (text.known ? [text.value] : []));
}

/** `echo user:password | chpasswd`: the words of the command in front of it. */
function passwordFor(calls: readonly Call[], at: number): string | undefined {
  const { step, place } = calls[at];
  if (step.input)
    return step.input.known ? passwordIn(step.input.value) : undefined;
  const before = calls[at - 1];
  const feeds =
    step.pipeline &&
    step.pipeline.index > 0 &&
    before?.place.instruction === place.instruction &&
    /^(?:echo|printf)$/.test(before.name);
  return feeds ? passwordIn(textsOf(before).join(' ')) : undefined;
}

function passwordIn(text: string): string | undefined {
  return text.match(/^\s*(?:-e\s+)?["']?[\w.-]+:([^\s\\"']+)/)?.[1];
}

/** Secrets that commands of the file name: credentials in addresses, and passwords of users. */
export function secretsInCommands(build: Build): CommandSecret[] {
  return build.states.flatMap(state => {
    const calls = (state?.calls ?? []).filter(
      ({ place }) => place.stage === state?.stage,
    );
    return calls.flatMap((call, i): CommandSecret[] => {
      const { range } = call.step;
      const { stage } = call.place;
      if (call.name === 'chpasswd') {
        const value = passwordFor(calls, i);
        return value === undefined
          ? []
          : [{ what: 'the password of a user', value, range, stage }];
      }
      const address = textsOf(call).find(
        text => holdsCredentials(text) && !text.includes('$'),
      );
      return address === undefined
        ? []
        : [
            {
              what: 'an address with credentials',
              value: address,
              range,
              stage,
            },
          ];
    });
  });
}
