/** The one window. Every preference that decides what a page can do is stated, whatever Electron's default is today. */
import { BrowserWindow, app, type Session, type WebPreferences } from 'electron';

/** Preferences of looks and pace, left as Electron has them. A preference that is neither here nor below does not compile: it has to be thought about. */
type LeftAsTheyAre =
  | 'accessibleTitle'
  | 'backgroundThrottling'
  | 'defaultEncoding'
  | 'defaultFontFamily'
  | 'defaultFontSize'
  | 'defaultMonospaceFontSize'
  | 'disableHtmlFullscreenWindowResize'
  | 'disableWakeLocks'
  | 'enablePreferredSizeMode'
  | 'focusOnNavigation'
  | 'imageAnimationPolicy'
  | 'images'
  | 'javascript'
  | 'minimumFontSize'
  | 'offscreen'
  | 'safeDialogsMessage'
  | 'scrollBounce'
  | 'textAreasAreResizable'
  | 'transparent'
  | 'v8CacheOptions'
  | 'zoomFactor'
  | 'zoomMode'
  /** The session itself is given. */
  | 'partition';

export interface WindowOptions {
  readonly session: Session;
  /** The file of the preload script. */
  readonly preload: string;
}

function preferences(options: WindowOptions) {
  return {
    session: options.session,
    preload: options.preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    disableBlinkFeatures: '',
    enableDeprecatedPaste: false,
    enableWebSQL: false,
    plugins: false,
    webgl: false,
    /** It would fetch its dictionaries. */
    spellcheck: false,
    /** A file dropped beside the drop zone must not replace the page. */
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    autoplayPolicy: 'user-gesture-required',
    additionalArguments: [],
    devTools: !app.isPackaged,
  } satisfies Required<Omit<WebPreferences, LeftAsTheyAre>>;
}

/** Opens the window and begins to load the page at this address of it; it is shown once it has something to show. */
export function openWindow(options: WindowOptions, address: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Adieu',
    width: 1200,
    height: 800,
    minWidth: 420,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    webPreferences: preferences(options),
  });
  standUpAgain(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(address);
  return window;
}

const deathsAllowed = 3;
const deathsWithin = 60_000;

/** A page whose process died is loaded again at the address where it was; one that dies again and again stays down. */
function standUpAgain(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => at > now - deathsWithin), now];
    if (deaths.length <= deathsAllowed) window.webContents.reload();
  });
}
