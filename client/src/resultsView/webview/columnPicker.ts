// The menu that shows and hides columns of the table.
import type { Column } from '../alertTable';
import { element } from './element';

/** `change` gets the ids of the hidden columns. */
export function columnPicker(
  columns: readonly Column[],
  initial: readonly string[],
  change: (hidden: readonly string[]) => void,
): HTMLElement {
  let hidden = initial;
  const summary = element('summary', {});
  const label = (): void => {
    summary.textContent = hidden.length === 0 ? 'Columns' : `Columns (${hidden.length} hidden)`;
  };
  const choice = ({ id, title }: Column): HTMLElement => {
    const box = element('input', { type: 'checkbox', checked: !hidden.includes(id) });
    box.addEventListener('change', () => {
      hidden = box.checked ? hidden.filter((other) => other !== id) : [...hidden, id];
      label();
      change(hidden);
    });
    return element('label', {}, box, title);
  };
  label();
  const choices = element('div', { class: 'choices' }, ...columns.map(choice));
  const picker = element('details', { class: 'columns' }, summary, choices);
  picker.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    picker.open = false;
    summary.focus();
  });
  picker.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !picker.contains(relatedTarget)) picker.open = false;
  });
  return picker;
}
