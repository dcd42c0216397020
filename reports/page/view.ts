/** One kind of page, as far as the frame around all kinds has to know it. */
export interface View {
  /** The essentials in Markdown, for a pull request or a message. */
  readonly summary: () => string;
  /** Name and content of what the page can save. */
  readonly saved: () => { readonly name: string; readonly value: unknown };
  /** What the buttons do that only this kind of page has, by `data-do`. */
  readonly actions: Readonly<Record<string, (button: HTMLElement) => void>>;
  readonly clicked: (button: HTMLElement) => void;
  readonly typed: (event: Event) => void;
  readonly chosen: (file: File, input: HTMLInputElement) => boolean;
  readonly follow: () => void;
  readonly resized: () => void;
  /** The colours have changed. */
  readonly painted: () => void;
}
