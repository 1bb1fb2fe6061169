import type * as Electron from 'electron';
import { contextMenuTemplate } from './context-menu.ts';

/** Electron shows no menu of its own for a right click: without this neither a suggestion nor "Paste" can be reached by mouse. */
export function answerRightClick({
  app,
  clipboard,
  Menu,
}: {
  app: Pick<Electron.App, 'on'>;
  clipboard: Pick<Electron.Clipboard, 'writeText'>;
  Menu: Pick<typeof Electron.Menu, 'buildFromTemplate'>;
}): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('context-menu', (_, place) => {
      const template = contextMenuTemplate(place, {
        replaceWord: (word) => contents.replaceMisspelling(word),
        addToDictionary: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
        // Another program may hold the clipboard: nothing is copied then.
        copy: (text) => void clipboard.writeText(text).catch(() => undefined),
      });
      if (template.length > 0) Menu.buildFromTemplate(template).popup();
    });
  });
}
