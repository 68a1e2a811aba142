// The functions of EQL in Elasticsearch: how many arguments each takes, and whether case can be left out (`~`).
// Source: the function reference of Elasticsearch's documentation.

export interface EqlFunction {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** There is a form with `~`. */
  readonly hasCaseless: boolean;
}

function row(name: string, least: number, most: number, hasCaseless = false): EqlFunction {
  return { name, least, most, hasCaseless };
}

const rows: readonly EqlFunction[] = [
  row('add', 2, 2),
  row('between', 3, 4, true),
  row('cidrMatch', 2, Infinity),
  row('concat', 1, Infinity),
  row('divide', 2, 2),
  row('endsWith', 2, 2, true),
  row('indexOf', 2, 3, true),
  row('length', 1, 1),
  row('modulo', 2, 2),
  row('multiply', 2, 2),
  row('number', 1, 2),
  row('startsWith', 2, 2, true),
  row('string', 1, 1),
  row('stringContains', 2, 2, true),
  row('substring', 2, 3),
  row('subtract', 2, 2),
];

const byName = new Map(rows.map((each) => [each.name.toLowerCase(), each]));

export const eqlFunctionNames: readonly string[] = rows.map(({ name }) => name);

/** Case of the name does not count. */
export function findEqlFunction(name: string): EqlFunction | undefined {
  return byName.get(name.toLowerCase());
}
