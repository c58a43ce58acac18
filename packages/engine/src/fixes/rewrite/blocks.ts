import type { Edit } from '../../verdict';
import { bareText, textOf, type Service, type Step } from './service';

/** Collects the lines of a stage, with the empty lines that the author put between them. */
export class StageText {
  private readonly lines: string[] = [];

  constructor(private readonly service: Service) {}

  /** A step as the author wrote it, with its comments. */
  keep(step: Step, edits: readonly Edit[] = []): void {
    this.add(textOf(this.service, step, edits), step.isApart);
  }

  /** A step without the comments, which stand at the other stage. */
  repeat(step: Step): void {
    this.add(bareText(this.service, step), step.isApart);
  }

  /** Lines that the file did not have. */
  add(text: string, isApart = false): void {
    if (isApart && this.lines.length > 0) this.lines.push('');
    this.lines.push(text);
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
