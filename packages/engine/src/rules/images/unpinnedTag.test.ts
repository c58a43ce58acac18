import { dockerfile, testRule } from '../../__testUtils__/ruleTester';
import { unpinnedTag } from './unpinnedTag';

testRule(unpinnedTag, {
  valid: [
    {
      name: 'a version',
      text: dockerfile`
FROM python:3.14-slim-trixie
`,
    },
    {
      name: 'a digest',
      text: dockerfile`
FROM python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
`,
    },
    {
      name: 'the code name of a version',
      text: dockerfile`
FROM node:jod-slim
`,
    },
    {
      name: 'distroless',
      text: dockerfile`
FROM gcr.io/distroless/python3-debian13:nonroot
`,
    },
  ],
  invalid: [
    {
      text: dockerfile`
FROM python
`,
      line: 1,
      message: 'no tag',
    },
    {
      text: dockerfile`
FROM python:latest
`,
      line: 1,
      message: 'newest',
    },
    {
      text: dockerfile`
FROM python:3-slim
`,
      line: 1,
      message: 'open',
    },
    {
      text: dockerfile`
FROM python:3-alpine
`,
      line: 1,
      message: 'Name it, e.g. `python:3.14-alpine3.24`',
    },
    {
      text: dockerfile`
FROM python:slim-bookworm
`,
      line: 1,
      message: 'python:3.14-slim-bookworm',
    },
    {
      text: dockerfile`
FROM golang:1-alpine
`,
      line: 1,
      message: 'golang:1.27-alpine',
    },
    {
      text: dockerfile`
FROM golang
`,
      line: 1,
      message: 'golang:1.27-trixie',
    },
    {
      text: dockerfile`
FROM node:current
`,
      line: 1,
      message: 'node:26-trixie',
    },
    {
      text: dockerfile`
FROM node:lts-alpine
`,
      line: 1,
      message: 'node:24-alpine',
    },
    {
      text: dockerfile`
FROM node:slim
`,
      line: 1,
      message: 'node:24-trixie-slim',
    },
    {
      text: dockerfile`
FROM ruby:3-slim
`,
      line: 1,
      message: 'ruby:3.4-slim',
    },
    {
      text: dockerfile`
FROM php:7-fpm
`,
      line: 1,
      message: 'php:7.4-fpm',
    },
    {
      text: dockerfile`
FROM debian:stable-slim
`,
      line: 1,
      message: 'debian:trixie-slim',
    },
    {
      text: dockerfile`
FROM alpine:3
`,
      line: 1,
      message:
        'leaves the release open and moves to the next one by itself. Name it, e.g. `alpine:3.24`',
    },
    {
      text: dockerfile`
FROM ubuntu
`,
      line: 1,
      message: 'ubuntu:26.04',
    },
    {
      text: dockerfile`
FROM nginx:stable-alpine
`,
      line: 1,
      message:
        'leaves the version open and moves to the next one by itself. Name a version.',
    },
    {
      text: dockerfile`
FROM cgr.dev/chainguard/python:latest-dev
`,
      line: 1,
      message:
        'pin the digest, `cgr.dev/chainguard/python:latest-dev@sha256:…`',
    },
  ],
  unknown: [
    {
      name: 'a build argument names it',
      text: dockerfile`
ARG BASE
FROM \${BASE}
`,
      reason: 'has no default',
    },
  ],
});
