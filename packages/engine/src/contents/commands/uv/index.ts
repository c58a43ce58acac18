import { has, readArguments, textOf, type Arguments } from '../../arguments';
import { forgetCachesOf } from '../caches';
import { addOutput } from '../outputs';
import { makeVenv } from './environment';
import { managedRuntime, minorOf } from './interpreter';
import { pipInstall } from './pip';
import { sync } from './sync';
import { buildProject, installTool } from './tools';
import { flagVariable } from '../variables';
import type { Call, StageState } from '../../stageState';

const VALUED = new Set(
  '-p --python -r --requirement --requirements -c --constraint --constraints -e --editable -t --target --prefix --index-url -i --extra-index-url --index --default-index -f --find-links --cache-dir --extra --group --only-group --no-group --no-extra --project --directory --config-file --link-mode --resolution --prerelease --index-strategy --keyring-provider --no-binary --only-binary --python-platform --python-version --torch-backend -o --output-file --format --package --no-install-package --with --from -P --upgrade-package --reinstall-package --refresh-package --python-preference --color --allow-insecure-host --trusted-host --exclude-newer -C --config-setting --config-settings --overrides --override --build-constraint --build-constraints -b -n --prompt --out-dir --env-file --no-emit-package'.split(
    ' ',
  ),
);

/** `uv …`. */
export function uv(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const all = readArguments(call.args, VALUED);
  const [first, second, ...others] = all.operands;
  const verb = textOf(first);
  const rest = (operands: typeof all.operands): Arguments => ({
    ...all,
    operands,
  });
  const cwd = call.step.cwd;
  switch (verb) {
    case 'sync':
      sync(rest([]), call, state);
      break;
    case 'venv':
      makeVenv(rest(second ? [second, ...others] : []), call, state);
      break;
    case 'pip': {
      const action = textOf(second);
      if (action === 'install' || action === 'sync')
        pipInstall(rest(others), call, state, action === 'sync');
      else if (action === 'compile')
        addOutput(all, call, state, '-o', '--output-file');
      break;
    }
    case 'cache':
      if (textOf(second) === 'clean') forgetCachesOf(state, call, 'uv');
      break;
    case 'clean':
      forgetCachesOf(state, call, 'uv');
      break;
    case 'tool':
      if (textOf(second) === 'install') installTool(others, call, state);
      break;
    case 'python':
      if (textOf(second) === 'install') {
        const { directory, runtime } = managedRuntime(
          call,
          state,
          minorOf(textOf(others[0])),
        );
        state.add(
          directory,
          'tree',
          { kind: 'interpreter', runtime },
          call.place,
        );
      }
      break;
    case 'build':
      buildProject(rest(second ? [second] : []), call, state);
      break;
    case 'add':
      sync(rest([]), call, state);
      break;
    case 'run': {
      if (!has(all, '--no-sync') && !flagVariable(call, 'UV_NO_SYNC'))
        sync(rest([]), call, state);
      const at = call.args.findIndex(word => word === second);
      if (at >= 0) run(call.args.slice(at), call);
      break;
    }
    case 'export':
    case 'lock':
      addOutput(all, call, state, '-o', '--output-file');
      state.taint(
        cwd.known ? cwd.value : '/',
        `\`uv ${verb}\` writes there`,
        call.place,
      );
      break;
    default:
  }
}
