/** Changes whenever the same Dockerfile may get another verdict. @public */
export const ENGINE_VERSION = '0.1.0';
