export { readArchive, type ArchiveContent } from './readArchive';
export { followLinks } from './followLinks';
