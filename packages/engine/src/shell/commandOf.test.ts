import { commandOf } from './commandOf';
import { runScript } from './runScript';
import { parseShellScript } from './script';
import type { CommandStep } from './types';

const stepOf = (text: string): CommandStep => {
  const steps: CommandStep[] = [];
  runScript(parseShellScript(text), {
    cwd: { known: true, value: '/' },
    env: { get: () => undefined, set: () => {}, unset: () => {} },
    visit: step => steps.push(step),
    onUnknown: () => {},
  });
  return steps[0];
};

describe('commandOf', () => {
  it.each([
    ['pip install a', 'pip install a', ''],
    ['sudo -H -u me pip install a', 'pip install a', 'sudo'],
    ['env -u X A=1 B=2 pip install', 'pip install', 'env'],
    ['sudo env A=1 time -p nice -n 5 pip x', 'pip x', 'sudo,env,time,nice'],
    ['exec -a n python app.py', 'python app.py', 'exec'],
    ['command -v pip', 'command -v pip', ''],
    ['command pip x', 'pip x', 'command'],
    ['timeout -k 5 30 pip x', 'pip x', 'timeout'],
    ['gosu app python x', 'python x', 'gosu'],
    ['/usr/bin/sudo -- pip x', 'pip x', 'sudo'],
    ['xargs -n 1 pip install', 'pip install ?', 'xargs'],
    ['sudo', 'sudo', ''],
    ['env', 'env', ''],
  ])('%s', (text, expected, wrappers) => {
    const command = commandOf(stepOf(text));
    const shown = [
      command?.name,
      ...(command?.args.map(word => word.text) ?? []),
    ].map(word => (word?.known ? word.value : '?'));
    expect(shown.join(' ')).toBe(expected);
    expect(command?.wrappers.join()).toBe(wrappers);
  });

  it('gathers the variables set for the command', () => {
    expect(commandOf(stepOf('A=1 env B=2 x'))?.assignments).toEqual([
      { name: 'A', value: { known: true, value: '1' } },
      { name: 'B', value: { known: true, value: '2' } },
    ]);
  });

  it('is nothing without words', () => {
    expect(commandOf(stepOf('A=1'))).toBeUndefined();
  });
});
