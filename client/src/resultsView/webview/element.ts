// Builds DOM nodes. Text only ever becomes text nodes: nothing from an event can turn into markup.

type Attribute = string | number | boolean | undefined;
export type Attributes = Readonly<Record<string, Attribute>>;
export type Child = Node | string | undefined;

/** An HTML element; attributes that are false or undefined are left out, true ones are empty. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return furnish(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return furnish(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** A button that does one thing. */
export function button(
  label: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** A dotted field name that may break behind its dots. */
export function fieldName(name: string): readonly Child[] {
  return name
    .split(/(?<=\.)/)
    .flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]));
}

/** A sentence in which names and values stand between back quotes. */
export function sentence(text: string): readonly Child[] {
  return text
    .split('`')
    .map((part, index, { length }) =>
      index % 2 === 1 && index < length - 1 ? element('code', {}, part) : part,
    );
}

/** A button that looks like a link. */
export function link(
  label: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return button(label, onClick, { class: 'link', ...attributes });
}

function furnish<E extends Element>(
  made: E,
  attributes: Attributes,
  children: readonly Child[],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}
