import {
  applyFixes,
  evaluateDockerfile,
  proposeFixes,
} from 'dockerfile-scorecard-engine';
import { maskInput } from './maskInput';
import { shownFixes } from './shownFixes';
import { shownText } from './spans';

const today = '2026-11-26';
const KEY = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00';

describe('shownFixes', () => {
  const text = `FROM python:3.14-slim-trixie\nENV API_KEY=${KEY}\nCMD ["python", "app.py"]\n`;
  const input = maskInput({
    text,
    context: {},
    today,
    evaluate: candidate =>
      evaluateDockerfile({ path: 'Dockerfile', text: candidate, today }),
  })!;
  const proposed = proposeFixes({
    path: 'Dockerfile',
    text: input.text,
    today,
  });

  it('fit the text that people see', () => {
    const shown = shownText(input.text, input.masked);
    const fixes = shownFixes(proposed, input.text, input.masked);
    expect(fixes.length).toBeGreaterThan(0);
    const fixed = applyFixes(shown, fixes.slice(0, 1));
    expect(fixed).toContain('•');
    expect(fixed).not.toBe(shown);
  });

  it('never write a mask into the file', () => {
    const [fix] = proposed;
    const [[offset, length]] = input.masked;
    const mask = input.text.slice(offset, offset + length);
    const bad = {
      ...fix,
      edits: [{ ...fix.edits[0], text: `ENV API_KEY=${mask}` }],
    };
    expect(shownFixes([bad], input.text, input.masked)).toEqual([]);
  });

  it('stay as they are without masks', () => {
    expect(shownFixes(proposed, input.text, [])).toEqual(proposed);
  });
});
