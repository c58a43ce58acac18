import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { eolBase } from './eolBase';

testRule(eolBase, {
  valid: [
    {
      name: 'supported',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'long-term support',
      text: dockerfile`
FROM debian:bookworm-slim
`,
    },
    {
      name: 'a major version that moves to the newest release',
      text: dockerfile`
FROM alpine:3
`,
    },
    {
      name: 'a version of openjdk that came out after the others were frozen',
      text: dockerfile`
FROM openjdk:21-slim
`,
    },
    {
      name: 'a variant that this uv never had',
      text: dockerfile`
FROM ghcr.io/astral-sh/uv:0.12.5-python3.13-bookworm-slim
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python:3.9-slim-buster
`,
      line: 1,
      message: 'ended',
    },
    {
      name: 'a point release of one that ended',
      text: dockerfile`
FROM centos:7.9.2009
`,
      line: 1,
      message: 'CentOS 7 ended on 2024-06-30',
    },
    {
      name: 'an image that was given up',
      text: dockerfile`
FROM java:8-jre
`,
      line: 1,
      message: 'not rebuilt since 2016-12-31',
    },
    {
      name: 'a release whose vendor ended it',
      text: dockerfile`
FROM mcr.microsoft.com/dotnet/aspnet:6.0-alpine
`,
      line: 1,
      message: 'its support ended on 2024-11-12',
    },
    {
      name: 'only built with',
      text: dockerfile`
FROM python:3.8-slim-buster AS builder
RUN pip wheel flask
FROM python:3.14-slim-trixie
COPY --from=builder /a /a
`,
      line: 1,
      severity: 'medium',
      message: 'only built with',
    },
  ],
  unknown: [
    {
      name: 'an image of which only the user is known',
      text: dockerfile`
FROM postgres:9.6
`,
      reason: 'How long postgres:9.6 is supported',
    },
    {
      name: 'an image nobody knows',
      text: dockerfile`
FROM registry.example.com/base:1
`,
      reason: 'registry.example.com/base:1',
    },
  ],
});
