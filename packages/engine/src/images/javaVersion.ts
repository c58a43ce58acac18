import type { ImageFacts } from './types';

/** Where tags name the major version of Java: `3.9-eclipse-temurin-21`, `8-jdk21`, `21-jre`, `jdk-21.0.4`. */
const NAMED = /(?:temurin|corretto|semeru|zulu|jdk|jre|java)-?(\d+)/;

/** Images whose tags begin with a version of their own, not with that of Java. */
const OWN_VERSION = /\/(?:maven|gradle|sbt|clojure|groovy|tomcat|tomee|jetty)$/;

/** The major version of Java in an image; undefined where its tag leaves it open. */
export function javaVersionOf({
  interpreter,
  reference: { name, tag = '' },
}: Pick<ImageFacts, 'interpreter' | 'reference'>): string | undefined {
  return (
    interpreter?.version ??
    tag.match(NAMED)?.[1] ??
    (OWN_VERSION.test(name) ? undefined : tag.match(/^\d+/)?.[0])
  );
}
