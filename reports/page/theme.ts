const themes: readonly string[] = ['as the system', 'light', 'dark'];

/** Goes from the system's colours to light to dark and round again. */
export const nextTheme = (button: HTMLElement): void => {
  const { dataset } = document.documentElement;
  const now = themes.indexOf(dataset['theme'] ?? 'as the system');
  const next = themes[(now + 1) % themes.length] ?? 'as the system';
  if (next === 'as the system') delete dataset['theme'];
  else dataset['theme'] = next;
  button.textContent = `Theme: ${next}`;
};
