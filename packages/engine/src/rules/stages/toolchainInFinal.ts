import { dockerfile } from '../dockerfile';
import { baseName } from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import type { ImageFacts } from '../../images';
import { javaVersionOf } from '../../images/javaVersion';
import { imageName } from '../python/words';
import { defineRule } from '../defineRule';
import {
  isMadeToBuildIn,
  shippedCompilers,
} from '../../questions/shippedCompilers';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

const COMPILES_JAVA = /^(?:javac|ant|mvnw?|gradlew?|sbt|lein|make)$/;

/** Programs that compile, or that install packages which may have to be compiled. */
const COMPILES =
  /^(?:make|cmake|ninja|configure|autogen\.sh|gcc|g\+\+|cc|c\+\+|clang.*|javac|ant|mvnw?|gradlew?|sbt|lein|cargo|go|rustc|bazel|meson|npm|yarn|pnpm|node-gyp|gem|bundle|pecl|phpize|docker-php-ext-install|pip[\d.]*|uv|poetry|python[\d.]*|R|Rscript|cpan|cpanm|cabal|stack|luarocks|bash|sh)$/;

/** A JDK has a smaller package to run with; what compiles belongs into a build stage. */
function cureOfPackage({ state }: TargetImage, name: string): string {
  const runtime = name.replace(/(?<=[-\d])jdk/, 'jre');
  const isJdk = runtime !== name && /^(?:openjdk|default)-/.test(name);
  const compiles = state.calls.some(call =>
    (isJdk ? COMPILES_JAVA : COMPILES).test(call.name),
  );
  if (compiles) return 'Compile in a build stage and copy the result.';
  return isJdk
    ? `Install \`${runtime}\` to run Java.`
    : 'Leave it out, or compile in a build stage and copy the result.';
}

/** Programs that compile before they start what they compiled. */
const STARTS_BY_COMPILING =
  /^(?:make|ant|mvnw?|gradlew?|sbt|cargo|go|bazel|cmake|ninja|lein|dotnet)$/;

/** A start command that needs the compiler; `dotnet app.dll` does not. */
function compilingStart({ launches }: TargetImage): string | undefined {
  const found = launches.find(({ program, args }) => {
    const name = baseName(program);
    return (
      STARTS_BY_COMPILING.test(name) &&
      (name !== 'dotnet' || /^(?:run|watch|build|test)$/.test(args[0] ?? ''))
    );
  });
  return (
    found && [baseName(found.program), ...found.args].slice(0, 2).join(' ')
  );
}

function startsByShell({ state: { entrypoint, command } }: TargetImage) {
  return (entrypoint ?? command)?.line.form === 'shell';
}

/** What to run on in place of an image to compile in, by language. */
function cureOfBase(target: TargetImage, facts: ImageFacts): string {
  switch (facts.interpreter?.language) {
    case 'java':
      return `Run on a JRE, e.g. \`eclipse-temurin:${
        javaVersionOf(facts) ?? '25'
      }-jre\`, and keep the JDK for the build stage.`;
    case 'go':
      return `Build with CGO_ENABLED=0, and copy the binary into \`gcr.io/distroless/static-debian13\`${
        startsByShell(target) ? ', which needs the JSON form' : ''
      }.`;
    default:
      return 'Build there, and copy the result into a slim image.';
  }
}

export const toolchainInFinal = defineRule({
  id: 'toolchain-in-final',
  title: 'A compiler is in the final image',
  passing: 'No compiler is in the final image',
  category: 'build-separation',
  severity: 'high',
  level: 'silver',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds compilers and build systems in the layers of the final image: installed by a package manager, or part of the base image (`golang`, JDK, `rust`).',
    why: 'On Debian `build-essential` adds about 250 MB, many packages to patch, and everything an intruder needs to build tools on the spot.',
    example: dockerfile`
FROM golang:1.27-trixie
WORKDIR /src
COPY . .
RUN go build -o /bin/app .
CMD ["/bin/app"]
`,
    instead: dockerfile`
FROM golang:1.27-trixie AS builder
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /bin/app .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /bin/app /bin/app
CMD ["/bin/app"]
`,
    exceptions:
      'A compiler that is installed and purged in the same RUN leaves nothing behind. Where it serves an installation of Python packages in the image, python-not-split reports it; where it comes with a stage that the image is built on, final-inherits-builder. The full variants of language images are judged by full-base-image.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    if (isMadeToBuildIn(build))
      return notApplicable(
        'The image starts nothing of its own: it may be made to build in.',
      );
    const findings: Draft[] = [];
    const { facts } = target;
    const compiling = compilingStart(target);
    if (facts?.family === 'builder' && facts.toolchain) {
      const base = build.bottomOf(target.stage);
      findings.push({
        message: `The final image is built on ${imageName(
          facts.reference.text,
        )}, with compilers and build tools. ${
          compiling === undefined
            ? cureOfBase(target, facts)
            : `\`${compiling}\` needs them: build in a build stage, and start the result in a smaller image.`
        }`,
        range: base.baseRange,
      });
    }
    const seen = new Set<number>();
    const told = shippedCompilers(build);
    for (const { item, teller } of told) {
      if (teller !== 'toolchain-in-final') continue;
      const { name, installed } = item;
      const line = installed.range.start.line;
      if (seen.has(line)) continue;
      seen.add(line);
      findings.push({
        message: `\`${name}\` is installed in the final image (line ${line}) and stays there. ${cureOfPackage(
          target,
          name,
        )}`,
        range: installed.range,
      });
    }
    if (findings.length === 0 && told.length > 0)
      return notApplicable('Another rule reports the compiler.');
    if (findings.length === 0 && facts === undefined)
      return unknown('What the base image holds is not known.');
    return failWith(findings);
  },
});
