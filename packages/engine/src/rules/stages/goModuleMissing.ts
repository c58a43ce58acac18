import {
  commandOutsideModule,
  type CommandOutsideModule,
} from '../../questions/goModules';
import { failWith, notApplicable } from '../../verdict';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';

function cureOf({ verb, named, isOff }: CommandOutsideModule): string {
  if (isOff)
    return 'With `GO111MODULE=off`, fetch the source with `git clone`: `go get` no longer does that since Go 1.22.';
  if (named === undefined || !/^(?:get|install)$/.test(verb))
    return 'Copy go.mod before it, and set WORKDIR to its folder; `go mod init` writes one.';
  // it fetches and builds a program without a module
  const install = `\`go install ${named.length > 60 ? '…' : named}@latest\``;
  return verb === 'install'
    ? `Use ${install}.`
    : `Use ${install} for a program; a library needs a go.mod.`;
}

export const goModuleMissing = defineRule({
  id: 'go-module-missing',
  title: 'A Go command needs a go.mod that is not there',
  passing: 'Go commands run inside of a module',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds `go get`, `go build`, `go mod download` and their like in a folder that has no go.mod, nor any folder above it, and `go install` of a package without a version there.',
    why: 'Since Go 1.16 every command works inside of a module, and since 1.18 `go get` does too: "go.mod file not found in current directory or any parent directory". The build stops.',
    example:
      'FROM golang:1.26-trixie\nRUN go get github.com/acme/tool/cmd/tool',
    instead:
      'FROM golang:1.26-trixie\nRUN go install github.com/acme/tool/cmd/tool@v1.4.0',
    exceptions:
      'It is said of official `golang` images of 1.18 and later, where it is known that no go.mod is there. With `GO111MODULE=off` only `go get` of Go 1.22 and later fails.',
  },
  check(build) {
    const { stages, target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const findings = stages
      .filter(({ reachable, index }) => reachable || target.inChain(index))
      .flatMap(({ index }) => {
        const found = commandOutsideModule(build, index);
        if (!found) return [];
        const { command, step } = found;
        return [
          {
            message: `\`${command}\` (${atLine(
              step.range,
            )}) finds no go.mod in ${
              step.cwd.known ? step.cwd.value : 'the working directory'
            } or above, so the build stops. ${cureOf(found)}`,
            range: step.range,
          },
        ];
      });
    return findings.length === 0
      ? notApplicable('No command of Go lacks its module.')
      : failWith(findings);
  },
});
