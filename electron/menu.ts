/** The smallest menu that keeps the shortcuts people expect (copy, paste, zoom, close, quit), in English and French. */
import { Menu, app, type MenuItemConstructorOptions } from 'electron';
import { systemLanguage } from './system-language.ts';

const words = {
  en: {
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    togglefullscreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    close: 'Close',
    about: 'About Adieu',
    quit: 'Quit Adieu',
  },
  fr: {
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    view: 'Affichage',
    resetZoom: 'Taille réelle',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    togglefullscreen: 'Plein écran',
    window: 'Fenêtre',
    minimize: 'Réduire la fenêtre',
    close: 'Fermer',
    about: 'À propos d’Adieu',
    quit: 'Quitter Adieu',
  },
} as const;
type Word = keyof typeof words.en;
type Role = Exclude<Word, 'edit' | 'view' | 'window'>;

/** Sets the menu in the language of the system. */
export function setMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(systemLanguage())));
}

function template(language: 'en' | 'fr'): MenuItemConstructorOptions[] {
  const say = words[language];
  const items = (...roles: readonly Role[]) => roles.map((role) => ({ role, label: say[role] }));
  return [
    { label: app.name, submenu: items('about', 'quit') },
    { label: say.edit, submenu: items('undo', 'redo', 'cut', 'copy', 'paste', 'selectAll') },
    { label: say.view, submenu: items('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen') },
    { label: say.window, submenu: items('minimize', 'close') },
  ];
}
