// Tables of ATT&CK out of STIX objects, and the catalogue that a bundle makes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AttackBundle, isObject } from '../../../server/src/catalog/attackBundle';
import {
  builtInAttack,
  bundleCatalog,
  editionOfVersion,
  findAttack,
  findAttackPage,
  nearestAttackIds,
} from '../../../server/src/catalog/attackCatalog';
import type { AttackTables, Technique } from '../../../server/src/catalog/catalogTypes';
import { stixObjects } from '../../support/stixBundle';
import type { DrawnBundle, DrawnTechnique } from '../../support/stixBundle';

function tablesOf(drawn: DrawnBundle): AttackTables {
  const bundle = new AttackBundle();
  for (const object of stixObjects(drawn)) if (isObject(object)) bundle.add(object);
  return bundle.tables({ name: 'b.json', version: '' });
}

const task: DrawnTechnique = { id: 'T1053', name: 'Timed Work', tactics: ['persistence'] };

/** The one technique of that id. */
function techniqueOf(drawn: DrawnBundle, id: string): Technique {
  const [found, second] = tablesOf(drawn).techniques.filter((each) => each.id === id);
  assert.ok(found && !second);
  return found;
}

describe('tables of a bundle', () => {
  it('tell what the bundle says, and our summary', () => {
    const { description, ...more } = { description: 'Theirs.', ...task };
    const found = techniqueOf({ techniques: [{ ...more, description }] }, 'T1053');
    assert.deepEqual(found, {
      id: 'T1053',
      name: 'Timed Work',
      url: 'https://attack.mitre.org/techniques/T1053/',
      tactics: ['TA0003'],
      status: 'active',
      platforms: ['Windows'],
      summary: builtInAttack.current.findTechnique('T1053')?.summary,
    });
  });

  it('have names of one line', () => {
    const name = ' One\u007f\n Two ';
    assert.equal(techniqueOf({ techniques: [{ ...task, name }] }, 'T1053').name, 'One  Two');
  });

  it('name version, file and notice', () => {
    assert.deepEqual(tablesOf({ version: '19.2', techniques: [task] }).source, {
      name: 'b.json',
      version: '19.2',
      notice:
        '© The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.',
    });
    const more = [{ type: 'marking-definition', definition: { statement: 'Copyright us.' } }];
    assert.equal(tablesOf({ techniques: [task], more }).source.notice, 'Copyright us.');
  });

  it('have the tactics of the matrix in its order, and others behind', () => {
    const tactics = [
      ['TA0040', 'impact', 'Impact'],
      ['TA0001', 'initial-access', 'Initial Access'],
    ] as const;
    const more = [
      {
        type: 'x-mitre-tactic',
        id: 'x-mitre-tactic--own',
        name: 'Own',
        x_mitre_shortname: 'own',
        external_references: [{ external_id: 'TA0999' }],
      },
    ];
    const both = { ...task, tactics: ['own', 'initial-access', 'impact', 'no-such-tactic'] };
    const { tactics: found, techniques } = tablesOf({ tactics, techniques: [both], more });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['TA0040', 'TA0001', 'TA0999'],
    );
    assert.deepEqual(techniques[0]?.tactics, ['TA0040', 'TA0001', 'TA0999']);
  });

  it('lead from a revoked technique to its successor, and from a sub-technique to its parent', () => {
    const drawn = {
      techniques: [
        task,
        { id: 'T1053.009', name: 'By relation', parent: 'T1060' },
        { id: 'T1053.005', name: 'By its id' },
        { id: 'T1060', name: 'Other' },
        { id: 'T1001', name: 'Gone', status: 'revoked', replacedBy: 'T1053.005' },
        { id: 'T1002', name: 'Dropped', status: 'deprecated' },
      ],
    } as const;
    const pick = (id: string): unknown => {
      const { parent, status, replacedBy } = techniqueOf(drawn, id);
      return [parent, status, replacedBy];
    };
    assert.deepEqual(pick('T1053.009'), ['T1060', 'active', undefined]);
    assert.deepEqual(pick('T1053.005'), ['T1053', 'active', undefined]);
    assert.deepEqual(pick('T1001'), [undefined, 'revoked', 'T1053.005']);
    assert.deepEqual(pick('T1002'), [undefined, 'deprecated', undefined]);
  });

  it('quote the first sentence of what we do not summarise', () => {
    const [known, own] = tablesOf({
      techniques: [
        { ...task, description: 'Theirs.' },
        { id: 'T9001', name: 'Own', description: 'Does [this](https://x.y). And that.' },
      ],
    }).techniques;
    assert.deepEqual([known?.quote, own?.quote, own?.summary], [undefined, 'Does this.', '']);
    const [bare] = tablesOf({ techniques: [{ id: 'T9001', name: 'Own' }] }).techniques;
    assert.equal(bare && 'quote' in bare, false);
  });

  it('take the page of another site, where an address can stand in a rule as it is', () => {
    const page = (url: string): string | undefined =>
      techniqueOf(
        {
          techniques: [{ ...task, more: { external_references: [{ external_id: 'T1053', url }] } }],
        },
        'T1053',
      ).url;
    assert.equal(page('https://our.site/T1053'), 'https://our.site/T1053');
    for (const url of [
      'https://our.site/)[x](y',
      'https://our.site/"',
      'https://our.site/\\',
      'javascript:x',
      '',
    ])
      assert.equal(page(url), 'https://attack.mitre.org/techniques/T1053/');
  });

  const passedOver: readonly (readonly [string, DrawnTechnique])[] = [
    ['another domain', { ...task, more: { x_mitre_domains: ['mobile-attack'] } }],
    [
      'a source of another domain',
      {
        ...task,
        more: {
          external_references: [{ source_name: 'mitre-mobile-attack', external_id: 'T1053' }],
        },
      },
    ],
    ['no id of ATT&CK', { ...task, more: { external_references: [{ external_id: 'CAPEC-1' }] } }],
    ['references that are none', { ...task, more: { external_references: 'T1053' } }],
    ['another type', { ...task, more: { type: 'malware' } }],
  ];
  for (const [what, technique] of passedOver)
    it(`pass over ${what}`, () => {
      assert.deepEqual(tablesOf({ techniques: [technique] }).techniques, []);
    });

  it('do not rely on a relationship that was taken back, or that leads out of the bundle', () => {
    const link = (more: object): object => ({
      type: 'relationship',
      relationship_type: 'revoked-by',
      source_ref: 'attack-pattern--T1053',
      target_ref: 'attack-pattern--T1060',
      ...more,
    });
    for (const more of [link({ revoked: true }), link({ target_ref: 'attack-pattern--gone' })])
      assert.equal(
        techniqueOf(
          {
            techniques: [
              { ...task, status: 'revoked' },
              { id: 'T1060', name: 'x' },
            ],
            more: [more],
          },
          'T1053',
        ).replacedBy,
        undefined,
      );
  });

  it('have one technique per id: the one in force', () => {
    const techniques = [
      { ...task, name: 'Old', status: 'revoked', more: { id: 'attack-pattern--old' } },
      task,
    ] as const;
    assert.equal(techniqueOf({ techniques }, 'T1053').name, 'Timed Work');
  });
});

describe('catalogue of a bundle', () => {
  const of = (version: string): ReturnType<typeof bundleCatalog> =>
    bundleCatalog(tablesOf({ version, techniques: [task] }));

  it('knows nothing that the bundle does not have', () => {
    const attack = of('18.1');
    assert.equal(findAttack(attack, 'T1053')?.name, 'Timed Work');
    assert.equal(findAttack(attack, 'T1059'), undefined);
    assert.equal(findAttack(attack, 'T1685'), undefined);
    const page = 'https://attack.mitre.org/techniques/T1053';
    assert.equal(findAttackPage(attack, page)?.name, 'Timed Work');
    assert.deepEqual(nearestAttackIds(attack, 'T1052', 9), ['T1053']);
    assert.deepEqual(
      attack.current.findByName('timed work').map(({ id }) => id),
      ['T1053'],
    );
  });

  const rows: readonly (readonly [version: string, v18: string, v19: string, later: string])[] = [
    ['17.1', 'built-in', 'built-in', 'built-in'],
    ['18.1', 'b.json', 'built-in', 'built-in'],
    ['19.2', 'built-in', 'b.json', ''],
    ['20', 'built-in', 'built-in', ''],
    ['', 'built-in', 'built-in', ''],
  ];
  for (const [version, v18, v19, later] of rows)
    it(`${version === '' ? 'without a version' : version} beside what is built in`, () => {
      const attack = of(version);
      assert.equal(attack.current.source.name, 'b.json');
      assert.equal(attack.edition('18').source.name, v18);
      assert.equal(attack.edition('19').source.name, v19);
      assert.equal(attack.later?.source.name ?? '', later);
    });

  it('finds the version that a mapping states', () => {
    const nameOf = (version: string): string | undefined =>
      editionOfVersion(of('18.1'), version)?.source.name;
    assert.deepEqual(['18', 'v18.0', '19', '7', 'x'].map(nameOf), [
      'b.json',
      'b.json',
      'built-in',
      undefined,
      undefined,
    ]);
  });
});
