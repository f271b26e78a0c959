/** Whether the app is ready: several parts of Electron can only be used before, others only after. */
export const appState = { ready: false };
