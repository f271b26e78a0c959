import { useCallback } from 'react';

/** For the `ref` of a picture or player: gives it bytes to show, and takes their address back when it goes. */
export function useSource(blob: Blob): (element: HTMLImageElement | HTMLMediaElement | null) => (() => void) | undefined {
  return useCallback(
    (element) => {
      if (element === null) return undefined;
      const address = URL.createObjectURL(blob);
      element.src = address;
      return () => {
        element.removeAttribute('src');
        URL.revokeObjectURL(address);
      };
    },
    [blob],
  );
}
