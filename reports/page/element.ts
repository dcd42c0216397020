/** The element of an id, which the page is known to have. */
export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};

/** The nearest element from where something happened that carries an attribute. */
export const nearest = (event: Event, selector: string): HTMLElement | null => {
  const { target } = event;
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
};
