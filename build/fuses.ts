/**
 * Every fuse of the runtime, stated. The type wants all of them, and `strictlyRequireAllFuses` wants them of the runtime itself: a fuse that a new Electron
 * brings stops the packaging until somebody has thought about it.
 */
import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** The program is Adieu and not also a Node for whoever finds it. The engine runs in a utility process, which needs no such thing. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** The code is what was packaged: its hash is in the program, */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  /** and no folder beside it is run instead. */
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** We ship no snapshot of our own. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The page is `app:`, never `file:`. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Checks of array bounds in WebAssembly by the processor, as in Chromium. */
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies FuseV1Config;
