import { buildOfText } from '../../__testUtils__/testImage';
import type { BuildContext } from '../../contents/buildContext';
import { installedVersion } from './versions';

function flaskOf(install: string, manifests: Record<string, string> = {}) {
  const context: BuildContext = {
    files: Object.keys(manifests),
    manifests,
    dockerignore: null,
  };
  return installedVersion(
    buildOfText(
      `FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`,
      context,
    ),
    'flask',
  );
}

describe('installedVersion', () => {
  it.each([
    ['of the command', 'pip install flask==2.2.5', {}, '2.2.5'],
    ['in quotes', 'pip install "Flask == 2.2.5"', {}, '2.2.5'],
    [
      'of the requirements',
      'pip install -r requirements.txt',
      {
        'requirements.txt':
          'click==8\nFlask==2.2.5 \\\n  --hash=sha256:ab\nflask-login==0.6\n',
      },
      '2.2.5',
    ],
    [
      'of uv.lock',
      'uv sync --locked',
      {
        'uv.lock':
          '[[package]]\nname = "flask-login"\nversion = "0.6.3"\n\n[[package]]\nname = "flask"\nversion = "3.1.2"\n',
        'pyproject.toml': '[project]\nname = "a"\ndependencies = ["flask"]\n',
      },
      '3.1.2',
    ],
    [
      'of Pipfile.lock',
      'pipenv sync --system',
      {
        'Pipfile.lock':
          '{"default": {"flask": {"hashes": ["sha256:ab"], "version": "==2.0.1"}}}',
      },
      '2.0.1',
    ],
  ])('is the one %s', (_, install, manifests, version) => {
    expect(flaskOf(install, manifests)).toEqual({ kind: 'exact', version });
  });

  it('is the newest where nothing limits it', () => {
    expect(flaskOf('pip install gunicorn flask')).toEqual({ kind: 'newest' });
  });

  it.each([
    ['a range', 'pip install "flask<3"', {}],
    ['requirements that are not known', 'pip install -r other.txt', {}],
    ['another distribution', 'pip install flask-login', {}],
  ])('is not known of %s', (_, install, manifests) => {
    expect(flaskOf(install, manifests)).toBeUndefined();
  });
});
