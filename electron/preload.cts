/**
 * The page's one function. Runs sandboxed, in a world of its own, and may require nothing but `electron`; nothing of `ipcRenderer` reaches the page.
 * A dropped file becomes a path here, by the system, so that a page has no way to name a file it was not given.
 */
{
  const { contextBridge, ipcRenderer, webUtils }: typeof Electron.Renderer = require('electron');

  const channels: typeof import('./channels.ts').channels = {
    connect: 'adieu:connect',
    take: 'adieu:take',
    choose: 'adieu:choose',
    place: 'adieu:place',
    stays: 'adieu:stays',
    stay: 'adieu:stay',
    departure: 'adieu:departure',
    save: 'adieu:save',
    port: 'adieu:port',
  };
  const portMessage: typeof import('../shared/bridge.ts').portMessage = 'adieu:port';

  const departureMessage: typeof import('../shared/bridge.ts').departureMessage = 'adieu:departure';

  /** Throws for what is no file, and for one that is not on this machine's disk: it has no path. */
  const pathOf = (file: unknown): string => {
    const path = webUtils.getPathForFile(file as File);
    if (path === '') throw new Error('not a file of this machine');
    return path;
  };

  const adieu = async (ask: unknown): Promise<unknown> => {
    const asked: { ask?: unknown; files?: unknown; what?: unknown; on?: unknown; name?: unknown; bytes?: unknown } =
      typeof ask === 'object' && ask !== null ? ask : {};
    switch (asked.ask) {
      case 'connect':
        return ipcRenderer.invoke(channels.connect);
      case 'take':
        if (!Array.isArray(asked.files)) throw new Error('no files');
        return ipcRenderer.invoke(channels.take, asked.files.map(pathOf));
      case 'choose':
        return ipcRenderer.invoke(channels.choose, asked.what);
      case 'place':
        return ipcRenderer.invoke(channels.place);
      case 'stays':
        return ipcRenderer.invoke(channels.stays);
      case 'stay':
        return ipcRenderer.invoke(channels.stay, asked.on);
      case 'save':
        return ipcRenderer.invoke(channels.save, asked.name, asked.bytes);
      default:
        throw new Error('unknown ask');
    }
  };

  ipcRenderer.on(channels.port, (event) => {
    window.postMessage(portMessage, window.location.origin, [...event.ports]);
  });
  ipcRenderer.on(channels.departure, (_event, departure: unknown) => {
    window.postMessage({ is: departureMessage, departure }, window.location.origin);
  });
  contextBridge.exposeInMainWorld('adieu', adieu satisfies import('../shared/bridge.ts').Bridge);
}
