/** The window reads this machine only. These switches take the network away from all of Chromium, whatever a page or a part of Chromium itself may want. */
import { app } from 'electron';

const switches = [
  /** No name is ever looked up, and no address reached, the loopback's own included. */
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['no-pings', ''],
  ['no-proxy-server', ''],
] as const;

/** Only possible before the app is ready. */
export function switchNetworkOff(): void {
  for (const [name, value] of switches) {
    if (value === '') app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
}
