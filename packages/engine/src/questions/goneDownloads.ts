import type { Call } from '../contents/stageState';
import { goneSourceIn, type GoneSource } from '../facts/goneSources';
import type { Build } from './build';
import { isRequiredIn } from './requiredCalls';

/** Programs that fetch what their words name. */
const FETCHES =
  /^(?:gpg2?|apt-key|curl|wget|git|go|npm|pip[\d.]*|add-apt-repository)$/;

/** A command that has to download from a place that is gone. */
export interface GoneDownload {
  source: GoneSource;
  /** The first of them stops the build; the others do so after it. */
  calls: Call[];
}

/** Downloads in a stage that certainly fail, because their place was shut down; by their place. */
export function goneDownloads(build: Build, stage: number): GoneDownload[] {
  const found = new Map<string, GoneDownload>();
  for (const call of build.states[stage]?.calls ?? []) {
    const { name, args } = call;
    if (!isRequiredIn(stage, call) || !FETCHES.test(name)) continue;
    const source = goneSourceIn(
      args.map(({ raw }) => raw).join(' '),
      build.today,
    );
    if (!source) continue;
    const known = found.get(source.name);
    if (known) known.calls.push(call);
    else found.set(source.name, { source, calls: [call] });
  }
  return [...found.values()];
}
