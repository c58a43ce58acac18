import { baseName } from '../contents/paths';
import { declared } from './buildPaths';
import type { DeclaredBuild } from './declaredBuilds';

/** Whether a file is one of those that projects build their images with. */
export function isBuildScript(path: string): boolean {
  return (
    /^(?:GNUm|M|m)akefile$|^[Jj]ustfile$|^Taskfile\.ya?ml$|^(?:docker-)?(?:build|publish|release|deploy)[\w-]*\.sh$/.test(
      baseName(path),
    ) || path === '.gitlab-ci.yml'
  );
}

const BUILD =
  /\b(?:docker|podman|buildah)\s+(?:image\s+|buildx\s+)?(?:build|bud)\s+([^\n;|&]*)/g;

/** Options of `docker build` without a value. */
const FLAGS =
  /^--(?:no-cache|pull|push|load|rm|force-rm|squash|quiet|compress|debug|check)$|^-[qD]$/;

/** `docker build [--target STAGE] [-f FILE] … CONTEXT` in a Makefile, a script or a workflow. */
export function buildsOfScript(text: string): DeclaredBuild[] {
  return [...text.replace(/\\\r?\n/g, ' ').matchAll(BUILD)].flatMap(
    ([, line]) => {
      const words = line.split(/\s+/).filter(word => word !== '');
      let file: string | undefined;
      let target: string | undefined;
      let context: string | undefined;
      for (let i = 0; i < words.length; i++) {
        const [option, joined] = words[i]
          .match(/^(--[\w-]+)=(.*)$/)
          ?.slice(1) ?? [words[i]];
        if (!option.startsWith('-')) context = unquoted(option);
        else if (!FLAGS.test(option)) {
          const value = unquoted(joined ?? words[++i] ?? '');
          if (option === '--target') target = value;
          else if (option === '-f' || option === '--file') file = value;
        }
      }
      return context === undefined
        ? []
        : declared('', { context, file, fileFrom: '', target });
    },
  );
}

function unquoted(word: string): string {
  return word.replace(/^["'](.*)["']$/, '$1');
}
