import type { ImageFacts, Support } from '../../images';
import type { Build } from '../../questions/build';
import { baseToMoveTo } from '../../questions/moveTo';
import { defineRule } from '../defineRule';
import { imageName, fitting } from '../python/words';
import { moveAdvice, type MoveAdvice } from './moveCure';
import {
  failWith,
  notApplicable,
  pass,
  unknown,
  type Draft,
} from '../../verdict';

const NAMES: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  'alpine-linux': 'Alpine',
  python: 'Python',
  nodejs: 'Node.js',
  go: 'Go',
  'eclipse-temurin': 'Java',
  rhel: 'RHEL',
  centos: 'CentOS',
  fedora: 'Fedora',
  'amazon-linux': 'Amazon Linux',
  'rocky-linux': 'Rocky Linux',
  almalinux: 'AlmaLinux',
  'oracle-linux': 'Oracle Linux',
  'vmware-photon': 'Photon OS',
  php: 'PHP',
  ruby: 'Ruby',
  perl: 'Perl',
  nginx: 'nginx',
  dotnet: '.NET',
  'apache-http-server': 'Apache httpd',
  'amazon-corretto': 'Amazon Corretto',
  'azul-zulu': 'Azul Zulu',
  'bellsoft-liberica': 'Liberica JDK',
  postgresql: 'PostgreSQL',
  redis: 'Redis',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  mongodb: 'MongoDB',
  tomcat: 'Tomcat',
  rabbitmq: 'RabbitMQ',
  elasticsearch: 'Elasticsearch',
  kibana: 'Kibana',
  logstash: 'Logstash',
  opensuse: 'openSUSE Leap',
  'windows-server-core': 'Windows Server Core',
  'windows-nano-server': 'Nano Server',
  grafana: 'Grafana',
  keycloak: 'Keycloak',
  'apache-airflow': 'Airflow',
  powershell: 'PowerShell',
  'microsoft-build-of-openjdk': 'Microsoft Build of OpenJDK',
  'ibm-semeru': 'IBM Semeru',
  sapmachine: 'SapMachine',
};

/** "Debian 10 reached end of life on 2024-06-30, and Python 3.9 on 2025-10-31" */
function endsOf(rows: readonly Support[]): string[] {
  return rows.map((support, i) => {
    const { product, release, securityUntil, extendedUntil } = support;
    const until = extendedUntil ?? securityUntil;
    const when = until
      ? `on ${until}`
      : support.endedBefore && `before ${support.endedBefore}`;
    return [
      `${NAMES[product] ?? product} ${release}`,
      ...(i === 0 ? ['reached end of life'] : []),
      ...(when ? [when] : []),
    ].join(' ');
  });
}

/** What of an image has ended by a day. */
function ended(
  { support, frozenSince, endOfLife, successor }: ImageFacts,
  today: string,
): string[] {
  const reasons = endsOf(
    support
      .filter(({ status }) => status === 'ended')
      // the day of the last build says more than that it ended before another
      .filter(row => row.endedBefore === undefined || frozenSince === undefined)
      .slice(0, 2),
  );
  if (
    reasons.length === 0 &&
    endOfLife !== undefined &&
    endOfLife < today &&
    support.every(({ status }) => status !== 'extended')
  )
    reasons.push(`its support ended on ${endOfLife}`);
  if (frozenSince !== undefined && reasons.length === 0)
    reasons.push(
      successor === undefined
        ? `the tag has not been rebuilt since ${frozenSince}`
        : `the image has not been rebuilt since ${frozenSince}`,
    );
  return reasons;
}

function adviceFor(build: Build, stage: number): MoveAdvice {
  const reference = baseToMoveTo(build, stage);
  return reference === undefined
    ? { cures: ['Move to a release that is supported.'], trace: [] }
    : moveAdvice(build, stage, reference);
}

export const eolBase = defineRule({
  id: 'eol-base',
  title: 'The base image is past its end of life',
  passing: 'The base image is supported',
  category: 'base-image',
  severity: 'high',
  level: 'silver',
  settles: 'base-image',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Compares operating system, language and product of every base image with the dates on which their security support ends, and the tag with the day on which it was last rebuilt.',
    why: 'After that date vulnerabilities are no longer fixed. A tag that is no longer rebuilt misses even the fixes that exist.',
    example: 'FROM python:3.9-slim-buster',
    instead: 'FROM python:3.14-slim-trixie',
    exceptions:
      'Debian LTS counts as support. Paid extended support, such as Ubuntu Pro, counts where the policy lists the product under `extendedSupport`. For a build stage the finding is of medium severity and keeps only Gold away. An image without support data is unknown; describe own images under `ownImages`.',
  },
  check(build) {
    const findings: Draft[] = [];
    const unknownIn: { ships: boolean; reason: string }[] = [];
    let supported = 0;
    for (const stage of build.stages) {
      if (!stage.reachable && build.graph.target !== undefined) continue;
      const { base, baseRange } = stage;
      const ships = build.target?.inChain(stage.index) ?? false;
      if (base.kind === 'unknown')
        unknownIn.push({ ships, reason: base.reason });
      if (base.kind !== 'image') continue;
      const facts = build.image(base.reference);
      const reasons = facts ? ended(facts, build.today) : [];
      if (facts && reasons.length > 0) {
        const { cures, trace } = adviceFor(build, stage.index);
        findings.push({
          message: fitting(
            ...[
              ships
                ? ''
                : ' It is used only to build, but its tools still process your source.',
              ships ? '' : ' It is used only to build.',
              '',
            ].flatMap(note =>
              cures.flatMap(cure =>
                // one reason is enough to move; what to do has to stand there
                [reasons, reasons.slice(0, 1)].map(
                  told =>
                    `${imageName(base.reference)}: ${told.join(
                      ', and ',
                    )}.${note} ${cure}`,
                ),
              ),
            ),
          ),
          range: baseRange,
          trace,
          ...(!ships && {
            severity: 'medium' as const,
            level: 'gold' as const,
          }),
        });
      } else if (facts?.maintained) supported++;
      else unknownIn.push({ ships, reason: doubt(base.reference, facts) });
    }
    if (findings.length > 0) return failWith(findings);
    const [open] = unknownIn.sort((a, b) => Number(b.ships) - Number(a.ships));
    if (open) return unknown(open.reason, open.ships ? undefined : 'gold');
    return supported > 0 ? pass : notApplicable('No base image is used.');
  },
});

function doubt(reference: string, facts: ImageFacts | undefined): string {
  if (!facts) return `${reference} is not an image reference`;
  return facts.family === 'unknown'
    ? `The base image ${reference} is not known; describe it under \`ownImages\` in the policy`
    : `How long ${reference} is supported is not known`;
}
