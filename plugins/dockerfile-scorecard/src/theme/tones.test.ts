import { createTheme } from '@material-ui/core/styles';
import { levelFill, ON_LEVEL_FILL, tones } from './tones';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG 2 defines it; AA asks for 4.5. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = {
  light: ['#ffffff', '#f8f8f8'],
  dark: ['#424242', '#333333'],
};

describe.each(['light', 'dark'] as const)(
  'the colours of the %s theme',
  type => {
    const palette = tones(createTheme({ palette: { type } }));

    it.each(Object.entries(palette))('let %s be read', (_, tone) => {
      for (const ground of [tone.background, ...grounds[type]]) {
        expect(contrast(tone.text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    });

    it.each(Object.entries(palette))(
      'let ordinary text on %s be read',
      (_, tone) => {
        const ordinary = type === 'light' ? '#212121' : '#ffffff';
        expect(contrast(ordinary, tone.background)).toBeGreaterThanOrEqual(4.5);
      },
    );
  },
);

describe('the bar of levels', () => {
  it.each(Object.entries(levelFill))('lets %s be read', (_, fill) => {
    expect(contrast(ON_LEVEL_FILL, fill)).toBeGreaterThanOrEqual(4.5);
  });
});
