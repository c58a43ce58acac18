import { asJudged, resolvePolicy } from 'dockerfile-scorecard-engine';
import { createEngine } from './createEngine';

describe('createEngine', () => {
  const engine = createEngine(resolvePolicy());

  it('judges with the real rules', () => {
    const evaluation = asJudged(
      engine.evaluate({
        path: 'Dockerfile',
        text: [
          'FROM python:3.13 AS builder',
          'WORKDIR /app',
          'RUN pip install flask==3.1.0',
          'FROM python:3.13-slim',
          'COPY --from=builder /app /app',
          'CMD ["flask", "run"]',
        ].join('\n'),
        context: {},
        today: '2026-11-23',
      }),
    );
    expect(evaluation.level).toBe('none');
    expect(
      evaluation.checks.find(check => check.rule === 'deps-not-copied'),
    ).toMatchObject({ state: 'fail' });
    expect(evaluation.policyHash).toBe(engine.policy.hash);
  });
});
