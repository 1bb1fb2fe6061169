/** The pinned PGlite, as in package.json (a test compares them); part of meta.json and of the template's key. */
export const PGLITE_VERSION = '0.5.16';
