import { asJudged, resolvePolicy } from 'dockerfile-scorecard-engine';
import { createEngine } from './createEngine';
import { datesIn, verdictDay } from './verdictDays';

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

  it('gives one verdict between two of its days', () => {
    const texts = [
      'FROM python:3.9-slim-buster\nCMD ["python", "-V"]',
      'FROM node:20 AS build\nFROM nginx:1.27-alpine3.20\nCOPY --from=build /a /a',
      'FROM ubuntu:25.10\nRUN apt-get update && apt-get install -y python3',
      'FROM mcr.microsoft.com/dotnet/aspnet:8.0\nUSER 1000\nCMD ["dotnet", "a.dll"]',
      'FROM golang:1.25\n# scorecard: ignore=runs-as-root until=2027-02-14 reason="x"\nCMD ["go"]',
    ];
    const verdict = (text: string, today: string) =>
      JSON.stringify(
        engine.evaluate({ path: 'Dockerfile', text, context: {}, today }),
      );
    let changes = 0;
    const unexpected: string[] = [];
    for (const text of texts) {
      const dates = [...engine.dates, ...datesIn(text)];
      let before = verdict(text, verdictDay('2026-11-26', dates));
      for (let day = 0; day < 200; day++) {
        const today = new Date(Date.UTC(2026, 10, 26 + day))
          .toISOString()
          .slice(0, 10);
        const now = verdict(text, today);
        if (verdictDay(today, dates) === today) {
          changes += Number(now !== before);
          before = now;
        } else if (now !== before) {
          unexpected.push(today);
        }
      }
    }
    expect(unexpected).toEqual([]);
    // Otherwise this shows nothing.
    expect(changes).toBeGreaterThan(0);
  });
});
