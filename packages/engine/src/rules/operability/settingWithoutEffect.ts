import { serverSettings } from '../../questions/start/idleSettings';
import { failWith, notApplicable, unknown } from '../../verdict';
import { defineRule } from '../defineRule';

export const settingWithoutEffect = defineRule({
  id: 'setting-without-effect',
  title: 'A variable has no effect',
  passing: 'Every variable has an effect',
  category: 'operability',
  severity: 'info',
  weight: 1,
  aliases: [],
  docs: {
    what: 'Finds variables of Python servers that nothing in the image reads: FLASK_ENV, which Flask 2.3 removed, and settings of a command that the container does not start.',
    why: 'Whoever reads the file believes that the setting holds. A service that is meant to listen on another port, or to run in another mode, does not.',
    example:
      'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0\nENV FLASK_ENV=production\nCMD ["gunicorn", "app:app"]',
    instead:
      'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir flask==3.1.2 gunicorn==23.0.0\nCMD ["gunicorn", "app:app"]',
    exceptions:
      'Code of the service may read the variable itself. Waive the finding where it does.',
  },
  check(build) {
    const settings = serverSettings(build);
    if (settings.length === 0)
      return notApplicable('No setting of a Python server is made.');
    const idle = settings.filter(({ isRead }) => isRead === false);
    const open = settings.find(({ isRead }) => isRead === undefined);
    if (idle.length === 0 && open) return unknown(open.because);
    return failWith(
      idle.map(({ because, range }) => ({ message: because, range })),
    );
  },
});
