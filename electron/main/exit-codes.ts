/**
 * With what this process ends where that says something to `npm start` (scripts/start/electron-app.ts). Neither is a code that a
 * binary ends with which does not run here.
 */

/** It ran, and has said in a dialog why it does not go on. */
export const REFUSED_EXIT = 70;

/** The starter opens the app once more. */
export const AGAIN_EXIT = 75;
