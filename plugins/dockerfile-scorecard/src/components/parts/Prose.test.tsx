import { render } from '@testing-library/react';
import { plainText, Prose } from './Prose';

describe('the texts of the engine', () => {
  const text =
    '`flask` is installed in stage *builder*, 2 * 3 * 4, `COPY *.txt *`';

  it('are shown with code and emphasis', () => {
    const { container } = render(<Prose text={text} />);
    expect(container.innerHTML).toBe(
      '<code>flask</code> is installed in stage <em>builder</em>, 2 * 3 * 4, <code>COPY *.txt *</code>',
    );
  });

  it('lose their marks where only plain text goes', () => {
    expect(plainText(text)).toBe(
      'flask is installed in stage builder, 2 * 3 * 4, COPY *.txt *',
    );
  });

  it('cannot bring markup of their own', () => {
    const { container } = render(<Prose text="<img src=x> `<b>`" />);
    expect(container.querySelector('img, b')).toBeNull();
  });
});
