import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { packageRepositoryArchived } from './packageRepositoryArchived';

testRule(packageRepositoryArchived, {
  valid: [
    dockerfile`
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y curl
`,
    {
      name: 'a release of Ubuntu with extended maintenance keeps its place',
      text: dockerfile`
FROM ubuntu:16.04
RUN apt-get update
`,
    },
  ],
  invalid: [
    {
      name: 'what the next release calls otherwise',
      text: dockerfile`
FROM debian:stretch
RUN apt-get update && apt-get install -y libssl1.1 netcat
`,
      line: 2,
      message:
        'Build on `debian:trixie`, and replace 2 packages that it does not have. To stay, use that archive.',
    },
    {
      name: 'each line that changes with the base image',
      text: dockerfile`
FROM debian:stretch
RUN apt-get update && apt-get install -y python python-pip python-flup
RUN apt-key add /key && echo "deb https://deb.example.com stretch main" > /etc/apt/sources.list.d/a.list
RUN pip install flask==1.0
`,
      line: 2,
      trace: [
        '1: debian:stretch is Debian 9',
        '2: `python` is `python3` there',
        '2: `python-pip` is `python3-pip` there',
        '2: `python-flup` is not there: find a substitute',
        '3: apt-key is not there: keys go into /etc/apt/keyrings',
        '3: `stretch` is another release',
        '4: pip needs a virtual environment there',
      ],
    },
    {
      name: 'programs that are to be installed are counted apart',
      text: dockerfile`
FROM python:3.6-stretch
RUN apt-get update && apt-get install -y openjdk-8-jdk
RUN wget https://example.com/a && git clone https://example.com/b
`,
      line: 2,
      message:
        'Build on `python:3.14-slim-trixie`, and replace 1, install 2 packages. To stay, use that archive.',
    },
    {
      name: 'RHEL has no plain python since 8',
      text: dockerfile`
FROM centos:7
RUN yum install -y gcc
RUN python setup.py build
`,
      line: 2,
      message: 'Call `python3` instead of `python`. To stay, use that archive.',
      trace: [
        '1: centos:7 is CentOS 7',
        "2: to stay, before it: `sed -i -e 's/^mirrorlist/#mirrorlist/' -e 's|^#baseurl=http://mirror|baseurl=http://vault|' /etc/yum.repos.d/CentOS-*.repo`",
      ],
    },
    {
      name: 'GnuPG, which apt brought once',
      text: dockerfile`
FROM debian:jessie
RUN apt-get update
RUN gpg --keyserver keyserver.ubuntu.com --recv-keys AB
`,
      line: 2,
      message: 'and install `gnupg`, which it does not have.',
    },
    {
      name: 'an update may fail, an installation may not',
      text: dockerfile`
FROM debian:stretch
RUN apt-get update || true
RUN apt-get install -y curl
`,
      line: 3,
      message: 'so `apt-get install` fails and the build stops.',
    },
    {
      text: dockerfile`
FROM python:3.8-slim-buster
RUN apt-get update && apt-get install -y --no-install-recommends curl
`,
      line: 2,
      message:
        'The packages of Debian 10 moved to archive.debian.org, so `apt-get update` fails and the build stops. Build on `python:3.14-slim-trixie`.',
    },
    {
      name: 'yum of a build stage',
      text: dockerfile`
FROM centos:7 AS builder
RUN yum install -y gcc
FROM almalinux:10
COPY --from=builder /a /a
`,
      line: 2,
      message: 'moved to vault.centos.org',
    },
    {
      name: 'an interim release of Ubuntu',
      text: dockerfile`
FROM ubuntu:19.10
RUN apt update
`,
      line: 2,
      message: 'moved to old-releases.ubuntu.com',
    },
  ],
  notApplicable: [
    {
      name: 'the shell goes on after yum',
      text: dockerfile`
FROM centos:7
RUN yum -y update; yum clean all
CMD ["bash"]
`,
    },
    {
      name: 'a failure that is allowed',
      text: dockerfile`
FROM debian:stretch
RUN apt-get update || true
`,
    },
    {
      name: 'nothing is fetched',
      text: dockerfile`
FROM debian:buster
CMD ["bash"]
`,
    },
    {
      name: 'other sources are set up',
      text: dockerfile`
FROM debian:buster
RUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list && apt-get update
`,
    },
    {
      name: 'other sources are copied',
      text: dockerfile`
FROM centos:7
COPY local.repo /etc/yum.repos.d/
RUN yum install -y gcc
`,
    },
    {
      name: 'a script that nobody knows may set up others',
      text: dockerfile`
FROM debian:buster
COPY setup.sh /setup.sh
RUN /setup.sh && apt-get update
`,
    },
    {
      name: 'the release is not known',
      text: dockerfile`
FROM registry.example.com/base:1
RUN apt-get update
`,
    },
  ],
});
