/**
 * What a page can ask of its door, beyond the contract. In Electron the preload exposes it as the one function `window.adieu`; the browser door has no
 * bridge: there the page uploads what was dropped (`PUT /upload`) and takes a place from `copies.places`.
 */
import * as z from 'zod';
import { Id, PickedFile, Place } from './contract/schemas.ts';

/** `files` are DOM `File` objects: the preload turns them into paths, and only main and engine ever see those. */
export type BridgeAsk =
  | { readonly ask: 'connect' }
  | { readonly ask: 'take'; readonly files: readonly object[] }
  | { readonly ask: 'choose'; readonly what: 'files' | 'folder' }
  | { readonly ask: 'place' }
  /** Whether Adieu starts with the computer and stays in the tray, and that it should or should not. */
  | { readonly ask: 'stays' }
  | { readonly ask: 'stay'; readonly on: boolean }
  | { readonly ask: 'save'; readonly name: string; readonly bytes: Uint8Array };

/** Answers: nothing (a MessagePort follows as a window message, see `portMessage`), picked files, a place (null: the person thought better of it), or whether it was saved. */
export type Bridge = (ask: BridgeAsk) => Promise<unknown>;

/** The data of the window message with which the preload hands the page its port to the engine. */
export const portMessage = 'adieu:port';

/** The window message with which main asks for a departure's screen: its notification was clicked. */
export const departureMessage = 'adieu:departure';
export const DepartureAsked = z.object({ is: z.literal(departureMessage), departure: Id });

export const Picked = z.array(PickedFile).max(10_000);
export const Stays = z.boolean();
/** The name offered for a file that is saved: one name and no path, of a kind that a double click only shows, or that no program but Adieu knows. */
export const SavedName = z
  .string()
  .regex(
    /^[^/\\:\0]{1,150}\.(?:pdf|html|ics|csv|txt|md|json|eml|vcf|svg|png|zip|adieu|jpg|jpeg|gif|webp|avif|heic|bmp|tiff|mp4|m4v|mov|webm|avi|mp3|m4a|aac|ogg|opus|flac|wav)$/,
  );
/** In bytes. */
export const savedLimit = 256 << 20;
export const Saved = z.boolean();
export const ChosenPlace = Place.nullable();
