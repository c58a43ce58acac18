/** Longer than any path that Git hosts show; the database holds no more. */
const LONGEST_PATH = 1024;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Why a Dockerfile with such a path is not judged; undefined when it is. */
export function pathProblem(path: string): string | undefined {
  if (path.length > LONGEST_PATH) {
    return `The path of a Dockerfile is longer than ${LONGEST_PATH} characters: ${path.slice(
      0,
      80,
    )}…`;
  }
  if (CONTROL.test(path)) {
    return `The path of a Dockerfile has control characters: ${JSON.stringify(
      path.slice(0, 200),
    )}`;
  }
  if (path.startsWith('/') || path.split('/').includes('..')) {
    return `The path of a Dockerfile leads out of the repository: ${path.slice(
      0,
      200,
    )}`;
  }
  return undefined;
}
