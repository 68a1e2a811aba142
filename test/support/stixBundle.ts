// Draws STIX bundles of ATT&CK: small ones of our own words, with whatever a row says.

export interface DrawnTechnique {
  readonly id: string;
  readonly name: string;
  /** Short names of tactics. */
  readonly tactics?: readonly string[];
  /** Id of the technique that a relationship names. */
  readonly parent?: string;
  readonly status?: 'revoked' | 'deprecated';
  /** Id of the technique that a relationship names. */
  readonly replacedBy?: string;
  readonly description?: string;
  /** Amends or replaces members of the object. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface DrawnBundle {
  readonly version?: string;
  /** Id, short name and name, in the order of the matrix. */
  readonly tactics?: readonly (readonly [id: string, shortName: string, name: string])[];
  readonly techniques: readonly DrawnTechnique[];
  /** Objects as they are, behind the others. */
  readonly more?: readonly object[];
}

const persistence = ['TA0003', 'persistence', 'Persistence'] as const;
const execution = ['TA0002', 'execution', 'Execution'] as const;

/** The objects. */
export function stixObjects({
  version = '18.1',
  tactics = [execution, persistence],
  techniques,
  more = [],
}: DrawnBundle): readonly object[] {
  return [
    { type: 'x-mitre-collection', id: 'x-mitre-collection--1', x_mitre_version: version },
    ...techniques.map(techniqueObject),
    ...techniques.flatMap(({ id, parent, replacedBy }) => [
      ...(parent === undefined ? [] : [relationship('subtechnique-of', id, parent)]),
      ...(replacedBy === undefined ? [] : [relationship('revoked-by', id, replacedBy)]),
    ]),
    // Last in the bundle and in another order than in the matrix.
    ...[...tactics].reverse().map(([id, shortName, name]) => ({
      type: 'x-mitre-tactic',
      id: `x-mitre-tactic--${id}`,
      name,
      x_mitre_shortname: shortName,
      external_references: [{ source_name: 'mitre-attack', external_id: id }],
    })),
    {
      type: 'x-mitre-matrix',
      id: 'x-mitre-matrix--1',
      tactic_refs: tactics.map(([id]) => `x-mitre-tactic--${id}`),
      external_references: [{ source_name: 'mitre-attack', external_id: 'enterprise-attack' }],
    },
    ...more,
  ];
}

/** The bundle as text, one object a line. */
export function stixBundle(drawn: DrawnBundle): string {
  const objects = stixObjects(drawn).map((object) => `    ${JSON.stringify(object)}`);
  return `{\n  "type": "bundle",\n  "id": "bundle--1",\n  "objects": [\n${objects.join(',\n')}\n  ]\n}\n`;
}

function techniqueObject(drawn: DrawnTechnique): object {
  const { id, name, tactics = [], status, description = '', more = {} } = drawn;
  return {
    type: 'attack-pattern',
    id: `attack-pattern--${id}`,
    name,
    description,
    kill_chain_phases: tactics.map((phase) => ({
      kill_chain_name: 'mitre-attack',
      phase_name: phase,
    })),
    revoked: status === 'revoked',
    x_mitre_deprecated: status === 'deprecated',
    x_mitre_is_subtechnique: id.includes('.'),
    x_mitre_platforms: ['Windows'],
    x_mitre_domains: ['enterprise-attack'],
    external_references: [
      { source_name: 'somebody', external_id: 'T0000' },
      {
        source_name: 'mitre-attack',
        external_id: id,
        url: `https://attack.mitre.org/techniques/${id.replace('.', '/')}`,
      },
    ],
    ...more,
  };
}

function relationship(kind: string, from: string, to: string): object {
  return {
    type: 'relationship',
    id: `relationship--${kind}-${from}`,
    relationship_type: kind,
    source_ref: `attack-pattern--${from}`,
    target_ref: `attack-pattern--${to}`,
  };
}
