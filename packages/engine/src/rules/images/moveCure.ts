import type { Build } from '../../questions/build';
import {
  isNamedByVariable,
  moveNeeds,
  type MoveNeeds,
} from '../../questions/moveTo';
import type { TraceStep } from '../../verdict';
import { listOf } from '../python/words';
import { moveTrace } from './moveTrace';

function tagOf(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}

/** "`python:3.14-slim-trixie`", or "the tag `3.14-slim-trixie`" where a variable names the image. */
function placeOf(build: Build, stage: number, reference: string): string {
  return isNamedByVariable(build, stage)
    ? `the tag \`${tagOf(reference)}\``
    : `\`${reference}\``;
}

function besides({ dropped, programs }: MoveNeeds, most: number): string {
  const replaced = dropped.filter(({ successor }) => successor !== undefined);
  const gone = dropped.filter(({ successor }) => successor === undefined);
  const successors = new Set(replaced.flatMap(item => item.successor ?? []));
  const parts = [
    ...(replaced.length > 0
      ? [
          `install ${listOf([...successors], most)} in place of ${listOf(
            replaced.map(({ name }) => name),
            most,
          )}`,
        ]
      : []),
    ...(gone.length > 0
      ? [
          `find a substitute for ${listOf(
            gone.map(({ name }) => name),
            most,
          )}`,
        ]
      : []),
    ...(programs.length > 0
      ? [`install ${listOf(programs, most)}, which it does not have`]
      : []),
  ];
  return parts.length === 0 ? '' : `, and ${parts.join(', ')}`;
}

function sourceNotes(
  codename: string | undefined,
  losesAptKey: boolean,
): string[] {
  if (codename && losesAptKey)
    return [` Replace \`${codename}\` in sources, and apt-key.`];
  if (codename) return [` Replace \`${codename}\` in package sources.`];
  return losesAptKey ? [' Replace apt-key, which is gone there.'] : [];
}

function notesOf(needs: MoveNeeds): string[] {
  const { refusesPip, port, codename, losesAptKey, namedPython } = needs;
  return [
    ...(needs.losesOnbuild
      ? [' Copy the source and install its packages: ONBUILD did that.']
      : []),
    ...sourceNotes(codename, losesAptKey),
    ...(namedPython
      ? [
          namedPython === 'python'
            ? ' Call `python3` instead of `python`.'
            : ` Replace \`${namedPython}\` where it stands.`,
        ]
      : []),
    ...(needs.losesSetuptools
      ? [' Install setuptools: Python 3.12 dropped it.']
      : []),
    ...(needs.needsGoModule ? [' Go needs a go.mod there.'] : []),
    ...(port
      ? [` Port the code from ${port.language} ${port.from} to ${port.to}.`]
      : []),
    ...(refusesPip ? [' pip needs a virtual environment there.'] : []),
  ];
}

function packages({ length }: readonly unknown[]): string {
  return `${length} package${length === 1 ? '' : 's'}`;
}

/** ", and replace 3 packages", ", and replace 1, install 2 packages" */
function countsOf({ dropped, programs }: MoveNeeds, note = ''): string {
  if (dropped.length === 0)
    return programs.length === 0 ? '' : `, and install ${packages(programs)}`;
  return programs.length === 0
    ? `, and replace ${packages(dropped)}${note}`
    : `, and replace ${dropped.length}, install ${packages(programs)}`;
}

/** How to build a stage on another image, and where else something has to change for it, as far as that is known. */
export interface MoveAdvice {
  /** The most telling text first, each shorter than the one before. */
  cures: string[];
  trace: TraceStep[];
}

/** @param verb - "Build on", "Use" */
export function moveAdvice(
  build: Build,
  stage: number,
  reference: string,
  verb = 'Build on',
): MoveAdvice {
  const move = `${verb} ${placeOf(build, stage, reference)}`;
  const needs = moveNeeds(build, stage, reference);
  if (!needs) return { cures: [`${move}.`], trace: [] };
  const notes = notesOf(needs);
  const all = notes.join('');
  const counts = countsOf(needs);
  const cures = [
    ...[2, 1].map(most => `${move}${besides(needs, most)}.${all}`),
    ...(counts === ''
      ? []
      : [
          `${move}${countsOf(needs, ' that it does not have')}.${all}`,
          `${move}${counts}.${all}`,
        ]),
    `${move}${counts}.${notes.slice(0, 2).join('')}`,
    // the trace has the lines
    ...(counts === ''
      ? []
      : [`${move}${countsOf(needs, ' that it does not have')}.`]),
    `${move}${counts}.`,
  ];
  return { cures, trace: moveTrace(build, stage, needs) };
}
