/** What goes with every answer to the page. The page needs no network at all, so nothing is allowed that is not its own. */
const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  /** Mantine writes its variables into a `<style>`; a style cannot fetch from elsewhere, because images and fonts cannot. */
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'none'"],
  'frame-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} satisfies Record<string, readonly string[]>;

/** Everything a page might ask a machine for; only writing text to the clipboard is left, for the buttons that say "Copy". */
const switchedOff = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

export const pageHeaders = {
  'content-security-policy': Object.entries(contentSecurityPolicy)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; '),
  'permissions-policy': [...switchedOff.map((name) => `${name}=()`), 'clipboard-write=(self)'].join(', '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} satisfies Record<string, string>;
