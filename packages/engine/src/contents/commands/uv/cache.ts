import { has, textOf, type Arguments, valueOf } from '../../arguments';
import { flagVariable, variable } from '../variables';
import type { Call, StageState } from '../../stageState';

/** uv's cache stays in the layer unless it is mounted or switched off. */
export function noteCache(
  args: Arguments,
  call: Call,
  state: StageState,
): void {
  if (
    has(args, '--no-cache', '--no-cache-dir', '-n') ||
    flagVariable(call, 'UV_NO_CACHE')
  )
    return;
  const home = state.home(call.env);
  const path =
    textOf(valueOf(args, '--cache-dir')) ??
    variable(call, 'UV_CACHE_DIR') ??
    (home.known ? `${home.value}/.cache/uv` : undefined);
  if (
    !path ||
    call.mounted.some(
      mount =>
        path === mount ||
        path.startsWith(`${mount}/`) ||
        mount.startsWith(path),
    )
  )
    return;
  state.caches.push({
    of: 'uv',
    path,
    place: call.place,
    range: call.step.range,
    cure: `mount a cache: \`RUN --mount=type=cache,target=${path} …\`, or set \`UV_NO_CACHE=1\``,
  });
  state.add(path, 'tree', { kind: 'cache', of: 'uv' }, call.place);
}
