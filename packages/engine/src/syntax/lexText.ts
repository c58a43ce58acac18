import { isSpace } from './characters';

const TOO_LONG = 'the value is too long to follow';

/** A value that is known, or the reason why it is not and its known beginning. */
export type LexValue =
  | { known: true; value: string }
  | {
      known: false;
      reason: string;
      prefix: string;
      /** Nothing sets it but the one who builds: a plain build goes on without it. */
      unset?: true;
    };

/** A malformed word; carries the message. */
export interface LexFailure {
  error: string;
}

export function isFailure(value: LexValue | LexFailure): value is LexFailure {
  return 'error' in value;
}

export function known(value: string): LexValue {
  return { known: true, value };
}

/** Text in the making. Once a part is unknown the text is unknown and the known beginning is kept. */
export class TextBuilder {
  text = '';
  reason: string | undefined;

  constructor(private readonly maxLength: number) {}

  add(value: LexValue): void {
    if (this.reason !== undefined) {
      return;
    }
    this.addText(value.known ? value.value : value.prefix);
    if (!value.known) {
      this.reason ??= value.reason;
    }
  }

  addText(text: string): void {
    if (this.reason !== undefined) {
      return;
    }
    if (this.text.length + text.length > this.maxLength) {
      this.text = '';
      this.reason = TOO_LONG;
    } else {
      this.text += text;
    }
  }

  get empty(): boolean {
    return this.text === '' && this.reason === undefined;
  }

  build(): LexValue {
    return this.reason === undefined
      ? { known: true, value: this.text }
      : { known: false, reason: this.reason, prefix: this.text };
  }
}

/** Collects the words: unquoted white space ends one, an empty one is dropped even where quotes stood. */
export class WordCollector {
  readonly words: LexValue[] = [];
  private current: TextBuilder;

  constructor(private readonly maxLength: number) {
    this.current = new TextBuilder(maxLength);
  }

  addQuoted(value: LexValue): void {
    this.current.add(value);
  }

  addUnquoted(value: LexValue): void {
    const text = value.known ? value.value : value.prefix;
    let copied = 0;
    for (let index = 0; index < text.length; index++) {
      if (isSpace(text.charCodeAt(index))) {
        this.current.addText(text.slice(copied, index));
        this.finishWord();
        copied = index + 1;
      }
    }
    this.current.addText(text.slice(copied));
    if (!value.known) {
      this.current.add({ known: false, reason: value.reason, prefix: '' });
    }
  }

  finishWord(): void {
    if (!this.current.empty) {
      this.words.push(this.current.build());
      this.current = new TextBuilder(this.maxLength);
    }
  }
}
