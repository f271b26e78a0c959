/** The other end of the door's line to the engine, for attacks on the line itself: it sends every frame back, takes uploads at the pace it is told to, and dies on request. */
import type { FromEngine, ToEngine } from '../../browser/messages.ts';

const tell = (message: FromEngine) => process.connected && process.send?.(message, undefined, {}, () => {});
const sizes = new Map<number, number>();
const names = new Map<number, string>();

process.on('message', (message: ToEngine) => {
  switch (message.to) {
    case 'open':
    case 'shut':
      return;
    case 'frame':
      if (message.text === 'die') process.exit(1);
      tell({ from: 'frame', page: message.page, text: message.text });
      return;
    case 'upload':
      names.set(message.upload, message.name);
      if (message.name === 'unwanted') tell({ from: 'refused', upload: message.upload, code: 'vault-locked', detail: {} });
      return;
    case 'bytes':
      sizes.set(message.upload, (sizes.get(message.upload) ?? 0) + message.bytes.length);
      if (names.get(message.upload) !== 'stuck') tell({ from: 'took', upload: message.upload, bytes: message.bytes.length });
      return;
    case 'end':
      tell({
        from: 'received',
        upload: message.upload,
        file: { token: 'echo', name: names.get(message.upload) ?? '', bytes: sizes.get(message.upload) ?? 0, kind: 'file' },
      });
      return;
    case 'abort':
      names.set(message.upload, 'aborted');
      return;
    case 'close':
      process.exit(0);
  }
});
process.on('disconnect', () => process.exit(0));
tell({ from: 'ready' });
