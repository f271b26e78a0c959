/** The pictures of a kit: two shapes, light and dark, in each of its languages. */
import type {
  FarewellForm,
  FarewellLanguage,
  FarewellPicture,
  PictureScheme,
  PictureShape,
} from '../../shared/farewell/index.ts';
import { blocks } from './blocks.ts';
import { drawPicture } from './picture.ts';
import { codeOf, placeInline } from './places.ts';
import { aboutOf, type Account } from './texts.ts';

const shapes: readonly PictureShape[] = ['square', 'story'];
const schemes: readonly PictureScheme[] = ['light', 'dark'];

export type MadePicture = Omit<FarewellPicture, 'png'> & { readonly png: Buffer };

export async function pictureOf(
  form: FarewellForm,
  account: Account,
  language: FarewellLanguage,
  shape: PictureShape,
  scheme: PictureScheme,
): Promise<MadePicture> {
  const words = blocks(language, form.tone, aboutOf(form, account, language));
  const [place] = form.places;
  if (place === undefined) throw new Error('a form has a place');
  const address = placeInline(place);
  const drawn = await drawPicture(
    {
      account: `@${account.handle} · ${account.facts.name}`,
      headline: words.headline,
      dated: words.dated,
      findLabel: words.findLabel,
      address,
      sign: form.sign === '' ? '' : words.sign(form.sign),
      code: codeOf(place).content,
    },
    shape,
    scheme,
    language,
  );
  return { name: `${language}-${shape}-${scheme}.png`, alt: altOf(language, words.leavingShort, words.where(address)), ...drawn };
}

export async function* picturesOf(form: FarewellForm, account: Account): AsyncGenerator<MadePicture> {
  for (const language of form.languages)
    for (const shape of shapes) for (const scheme of schemes) yield await pictureOf(form, account, language, shape, scheme);
}

function altOf(language: FarewellLanguage, leaving: string, where: string): string {
  return language === 'fr'
    ? `Texte avec un code QR. ${leaving} ${where}. Le code mène à cette adresse.`
    : `Text with a QR code. ${leaving} ${where}. The code leads to this address.`;
}
