import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { goModuleMissing } from './goModuleMissing';

testRule(goModuleMissing, {
  notApplicable: [
    {
      name: 'a program with a version',
      text: dockerfile`
FROM golang:1.26-trixie
RUN go install github.com/acme/tool@latest
`,
    },
    {
      name: 'a go.mod in a folder above',
      text: dockerfile`
FROM golang:1.26-trixie
COPY go.mod /src/
WORKDIR /src/cmd
RUN go mod download
`,
    },
    {
      name: 'what the build context brings may hold one',
      text: dockerfile`
FROM golang:1.26-trixie
WORKDIR /src
COPY . .
RUN go get -d -v ./... && go build -o /app ./cmd/app
`,
    },
    {
      name: 'a go.mod that is made',
      text: dockerfile`
FROM golang:1.26-trixie
WORKDIR /src
RUN go mod init acme && go get github.com/acme/library
`,
    },
    {
      name: 'files, and what needs no module',
      text: dockerfile`
FROM golang:1.26-trixie
RUN go version && go env GOPATH && go build -o /tool tool.go && go run main.go && go install fmt
`,
    },
    {
      name: 'modules are off',
      text: dockerfile`
FROM golang:1.26-trixie
ENV GO111MODULE=off
RUN go build ./tool
`,
    },
    {
      name: 'a Go that took it',
      text: dockerfile`
FROM golang:1.17-buster
RUN go get github.com/acme/tool
`,
    },
    {
      name: 'it may fail',
      text: dockerfile`
FROM golang:1.26-trixie
RUN go get github.com/acme/tool || true
`,
    },
    {
      name: 'a setting that is not followed',
      text: dockerfile`
FROM golang:1.26-trixie
RUN go env -w GO111MODULE=auto && go build ./tool
`,
    },
  ],
  invalid: [
    {
      name: 'go get of a program',
      text: dockerfile`
FROM golang:1.26-trixie
RUN go get github.com/acme/tool/cmd/tool
`,
      line: 2,
      message:
        '`go get` (line 2) finds no go.mod in /go or above, so the build stops. Use `go install github.com/acme/tool/cmd/tool@latest` for a program; a library needs a go.mod.',
    },
    {
      name: 'the newest Go, and a folder that nothing was copied into',
      text: dockerfile`
FROM golang:alpine
WORKDIR /src
RUN apk add --no-cache git && go mod download
COPY . .
RUN go build .
`,
      line: 3,
      message:
        '`go mod download` (line 3) finds no go.mod in /src or above, so the build stops. Copy go.mod before it, and set WORKDIR to its folder; `go mod init` writes one.',
    },
    {
      name: 'go get where modules are off, since Go 1.22',
      text: dockerfile`
FROM golang:1.22
ENV GO111MODULE=off
RUN go get github.com/acme/tool
`,
      line: 3,
      message: 'With `GO111MODULE=off`, fetch the source with `git clone`',
    },
    {
      name: 'go install without a version',
      text: dockerfile`
FROM golang:1.18
RUN go install github.com/acme/tool
`,
      line: 2,
      message: 'Use `go install github.com/acme/tool@latest`.',
    },
  ],
});
