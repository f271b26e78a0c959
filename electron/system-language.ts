/** The language of the system, as far as Adieu speaks it. Electron knows it once the app is ready. */
import { app } from 'electron';

export const systemLanguage = (): 'en' | 'fr' => (app.getLocale().split('-')[0] === 'fr' ? 'fr' : 'en');
