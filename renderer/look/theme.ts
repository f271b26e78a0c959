/**
 * The tokens as a Mantine theme. Colours are CSS variables of `tokens.css`, so that one set of rules serves light and dark and nothing has to be written
 * into the page by script.
 */
import { Checkbox, Chip, createTheme, Drawer, Modal, Radio, type VariantColorsResolver } from '@mantine/core';

type Tone = 'accent' | 'brick' | 'amber';

const tone = (color: string | undefined): Tone =>
  color === 'brick' || color === 'red' ? 'brick' : color === 'amber' ? 'amber' : 'accent';

const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const name = tone(color);
  const main = `var(--${name})`;
  const soft = `var(--${name}-soft)`;
  const strong = name === 'amber' ? main : `var(--${name}-strong)`;
  switch (variant) {
    case 'filled':
      return { background: main, hover: strong, color: 'var(--on-accent)', border: '1px solid transparent' };
    case 'light':
      return { background: soft, hover: soft, color: main, border: '1px solid transparent' };
    case 'outline':
    case 'default':
      return { background: 'transparent', hover: soft, color: main, border: '1px solid var(--edge)' };
    default:
      return { background: 'transparent', hover: soft, color: main, border: '1px solid transparent' };
  }
};

/** A dialogue keeps the page behind it where it is by covering it; locking its scrolling would need a style written by script. */
const overCover = {
  lockScroll: false,
  // Its heading is no banner of the page.
  attributes: { header: { role: 'presentation' } },
  overlayProps: { color: 'var(--shade)', backgroundOpacity: 1 },
};

export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--serif)', fontWeight: '500' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver,
  components: {
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: 'var(--on-accent)', size: 'md' } }),
    Radio: Radio.extend({ defaultProps: { iconColor: 'var(--on-accent)', size: 'md' } }),
    Chip: Chip.extend({ defaultProps: { variant: 'outline' } }),
    Modal: Modal.extend({ defaultProps: { ...overCover, centered: true, radius: 'md' } }),
    Drawer: Drawer.extend({ defaultProps: { ...overCover, position: 'right' } }),
  },
});
