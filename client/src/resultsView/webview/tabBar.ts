// A row of tabs: one is chosen by click or arrow key.
import { element } from './element';

/** `titles` by tab id; `panel` is the id of the element that the tabs fill. */
export function tabBar<T extends string>(
  titles: Readonly<Record<T, string>>,
  initial: T,
  panel: string,
  choose: (tab: T) => void,
): HTMLElement {
  const ids = Object.keys(titles) as T[];
  const tabs = new Map(
    ids.map((id) => {
      const attributes = { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': panel };
      return [id, element('button', attributes, titles[id])];
    }),
  );
  let chosen = initial;
  const mark = (): void => {
    for (const [id, tab] of tabs) {
      tab.setAttribute('aria-selected', String(id === chosen));
      tab.tabIndex = id === chosen ? 0 : -1;
    }
  };
  const change = (id: T): void => {
    chosen = id;
    mark();
    choose(id);
  };
  for (const [id, tab] of tabs)
    tab.addEventListener('click', () => {
      change(id);
    });
  const bar = element('div', { class: 'tabs', role: 'tablist' }, ...tabs.values());
  bar.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = ids.at((ids.indexOf(chosen) + step) % ids.length);
    if (step === 0 || next === undefined) return;
    change(next);
    tabs.get(next)?.focus();
  });
  mark();
  return bar;
}
