export { compress } from './compress';
export { copy, installFiles } from './copy';
export { download, git, unpack } from './fetch';
export { link } from './link';
export { mkdir, touch } from './make';
export { chmod } from './modes';
export { find, remove } from './remove';
export { addUser } from './users';
