import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

export const cacheInFinalLayer = defineRule({
  id: 'cache-in-final-layer',
  title: 'A package cache is left in the image',
  passing: 'No package cache is left in the image',
  category: 'efficiency',
  severity: 'low',
  weight: 2,
  aliases: [
    'DL3009',
    'DL3032',
    'DL3036',
    'DL3040',
    'DL3042',
    'DS-0015',
    'DS-0019',
    'DS-0020',
    'DS-0027',
  ],
  docs: {
    what: 'Finds caches and package lists of pip, uv, apt, apk, dnf and zypper in the layers of the final image.',
    why: 'They help the next install, which never comes: dead weight in every pull.',
    example: 'RUN pip install -r requirements.txt',
    instead:
      'RUN pip install --no-cache-dir -r requirements.txt\n\n# or keep it for the next build, outside the image\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt',
    exceptions: 'In a build stage a cache does no harm.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const shipped = target.state.caches.filter(({ place }) =>
      target.inChain(place.stage),
    );
    const uses = target.state.calls.some(
      ({ name, place }) =>
        target.inChain(place.stage) &&
        /^(?:pip\d?|uv|apt-get|apt|apk|dnf|yum|microdnf|zypper)$/.test(name),
    );
    if (!uses)
      return notApplicable('No package manager runs in the final image.');
    const seen = new Set<string>();
    const findings: Draft[] = [];
    for (const { of, path, range, cure, place } of shipped) {
      const key = `${of} ${place.stage} ${place.instruction}`;
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push({
        message: `The ${of} ${
          of.endsWith('lists') ? 'stay' : 'cache stays'
        } in the image, below ${path}: ${cure}.`,
        range,
      });
    }
    return failWith(findings);
  },
});
