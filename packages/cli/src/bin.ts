import { main } from './main';

// started as `deno run --allow-read packages/cli/src/bin.ts check .`
main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
