// The picture over time: matches as ticks, alerts as marks, windows shaded; drag to zoom; counts as a table below it.
import { formatLocalTime, formatTime } from '../format';
import type { DoneState } from '../messages';
import {
  alertTimes,
  describeTimeline,
  positionOf,
  scaleRange,
  thin,
  ticks,
  timeAt,
  timeRange,
  zoomRange,
} from '../timeline';
import type { TimeRange } from '../timeline';
import { countsTable } from './countsTable';
import { button, element, svg } from './element';

const height = 56;
const axisTop = 40;
const matchTop = 6;
const matchBottom = 20;
const alertMiddle = 30;

export interface TimelineActions {
  readonly zoom: (range: TimeRange | undefined) => void;
  readonly selectAlert: (index: number) => void;
  /** A place between the marks was clicked: epoch milliseconds, whole seconds. */
  readonly pin: (time: number) => void;
}

interface Picture {
  readonly state: DoneState;
  readonly range: TimeRange;
  readonly width: number;
  readonly actions: TimelineActions;
}

/** The section of the page; undefined for a result without any time. It draws itself once it has a width. */
export function timelineView(
  state: DoneState,
  zoom: TimeRange | undefined,
  actions: TimelineActions,
): HTMLElement | undefined {
  const matches = state.view.matchTimes;
  const full = timeRange([...matches, ...alertTimes(state.result.alerts)], state.result.windows);
  if (!full) return undefined;
  const range = zoom ?? full;
  const holder = element('div', { class: 'picture' });
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.floor(holder.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    holder.replaceChildren(picture({ state, range, width, actions }));
  }).observe(holder);
  return element(
    'section',
    { class: 'timeline', 'aria-label': 'Timeline' },
    holder,
    element(
      'div',
      { class: 'under' },
      legend(state),
      countsTable(state, range),
      controls(range, zoom, actions),
    ),
  );
}

function picture({ state, range, width, actions }: Picture): SVGElement {
  const { matchTimes } = state.view;
  const { alerts, events } = state.result;
  const drawing = svg(
    'svg',
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': describeTimeline(range, events.matched, alerts.length),
    },
    ...shades(state, range, width),
    ...thin(matchTimes, range, width).map((index) => {
      const x = positionOf(matchTimes[index] ?? NaN, range) * width;
      return svg('line', { class: 'match', x1: x, x2: x, y1: matchTop, y2: matchBottom });
    }),
    ...axis(range, width),
    ...alertMarks({ state, range, width, actions }),
  );
  dragToZoom(drawing, { state, range, width, actions });
  return drawing;
}

function alertMarks({ state, range, width, actions }: Picture): readonly SVGElement[] {
  const times = alertTimes(state.result.alerts);
  return thin(times, range, width).map((index) => {
    const time = times[index] ?? NaN;
    const mark = svg(
      'path',
      { class: 'alert', d: `M${positionOf(time, range) * width} ${alertMiddle - 6}l5 9h-10z` },
      svg('title', {}, `Alert at ${formatTime(time)}\n${formatLocalTime(time)}`),
    );
    mark.addEventListener('click', () => {
      actions.selectAlert(index);
    });
    return mark;
  });
}

/** History window and rule window as bands. */
function shades({ result }: DoneState, range: TimeRange, width: number): readonly SVGElement[] {
  const { historyFrom, from, to } = result.windows;
  const band = (start: string, end: string, name: string, title: string): SVGElement => {
    const left = Math.min(1, Math.max(0, positionOf(Date.parse(start), range)));
    const right = Math.min(1, Math.max(0, positionOf(Date.parse(end), range)));
    const box = {
      x: left * width,
      width: Math.max(0, right - left) * width,
      y: 0,
      height: axisTop,
    };
    return svg('rect', { class: name, ...box }, svg('title', {}, title));
  };
  return [
    ...(historyFrom === undefined ? [] : [band(historyFrom, from, 'history', 'History window')]),
    band(
      from,
      to,
      'window',
      result.mode === 'single' ? 'Rule window' : 'Time covered by the executions',
    ),
  ];
}

function axis(range: TimeRange, width: number): readonly SVGElement[] {
  const marks = ticks(range, Math.max(2, Math.floor(width / 110)));
  return [
    svg('line', { class: 'axis', x1: 0, x2: width, y1: axisTop, y2: axisTop }),
    ...marks.flatMap(({ time, label }) => {
      const at = positionOf(time, range) * width;
      const anchor = at < 40 ? 'start' : at > width - 40 ? 'end' : 'middle';
      return [
        svg('line', { class: 'axis', x1: at, x2: at, y1: axisTop, y2: axisTop + 3 }),
        svg('text', { x: at, y: height - 2, 'text-anchor': anchor }, label),
      ];
    }),
  ];
}

function dragToZoom(drawing: SVGElement, { range, width, actions }: Picture): void {
  const selection = svg('rect', { class: 'selection', y: 0, height: axisTop });
  let start: number | undefined;
  const positionIn = (event: PointerEvent): number =>
    (event.clientX - drawing.getBoundingClientRect().left) / drawing.getBoundingClientRect().width;
  drawing.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    start = positionIn(event);
  });
  drawing.addEventListener('pointermove', (event) => {
    if (start === undefined) return;
    const now = positionIn(event);
    if (Math.abs(now - start) < 0.005) return;
    drawing.setPointerCapture(event.pointerId);
    selection.setAttribute('x', String(Math.min(start, now) * width));
    selection.setAttribute('width', String(Math.abs(now - start) * width));
    drawing.append(selection);
  });
  drawing.addEventListener('pointerup', (event) => {
    if (start === undefined) return;
    const end = positionIn(event);
    const chosen = zoomRange(start, end, range);
    const onMark = event.target instanceof Element && event.target.closest('.alert') !== null;
    start = undefined;
    selection.remove();
    if (chosen) actions.zoom(chosen);
    else if (!onMark) actions.pin(Math.round(timeAt(end, range) / 1000) * 1000);
  });
  drawing.addEventListener('pointercancel', () => {
    start = undefined;
    selection.remove();
  });
}

function legend({ result }: DoneState): HTMLElement {
  const entry = (name: string, text: string): HTMLElement =>
    element('span', {}, element('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }), text);
  return element(
    'span',
    { class: 'legend' },
    entry('match', 'match'),
    entry('alert', 'alert'),
    entry('window', result.mode === 'single' ? 'rule window' : 'executions'),
    ...(result.windows.historyFrom === undefined ? [] : [entry('history', 'history')]),
  );
}

function controls(
  range: TimeRange,
  zoom: TimeRange | undefined,
  { zoom: show }: TimelineActions,
): HTMLElement {
  const move = (by: number): void => {
    show({ from: timeAt(by, range), to: timeAt(1 + by, range) });
  };
  return element(
    'span',
    { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
    button(
      '\u2212',
      () => {
        show(scaleRange(range, 2));
      },
      { class: 'icon', title: 'Zoom out', 'aria-label': 'Zoom out', disabled: !zoom },
    ),
    button(
      '+',
      () => {
        show(scaleRange(range, 0.5));
      },
      { class: 'icon', title: 'Zoom in (or drag in the picture)', 'aria-label': 'Zoom in' },
    ),
    button(
      '\u2039',
      () => {
        move(-0.5);
      },
      { class: 'icon', title: 'Earlier', 'aria-label': 'Earlier', disabled: !zoom },
    ),
    button(
      '\u203a',
      () => {
        move(0.5);
      },
      { class: 'icon', title: 'Later', 'aria-label': 'Later', disabled: !zoom },
    ),
    button(
      'All',
      () => {
        show(undefined);
      },
      { class: 'icon', title: 'Show the whole time', disabled: !zoom },
    ),
  );
}
