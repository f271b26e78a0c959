/** A sentence in every language the app speaks. Names of menus and buttons inside it stay as the source gives them. */
import * as z from 'zod';

const sentence = z.string().min(1).max(4000);
export const Text = z.strictObject({ en: sentence, fr: sentence });
export type Text = z.infer<typeof Text>;
export type Language = keyof Text;
