// Makes tables of ATT&CK out of the objects of a STIX bundle (2.0 or 2.1), taken one at a time.
import { attackSummary, attackUrl, parentOfId } from './attackTables';
import type { AttackSource, AttackTables, Tactic, Technique } from './catalogTypes';
import { firstSentence, lineOf } from './stixText';

/** A parsed object; whatever it holds is looked at with care. */
export type StixObject = Readonly<Record<string, unknown>>;

const domain = 'enterprise-attack';
/** Name of the kill chain, and of the source of ids. */
const framework = 'mitre-attack';
/** Sources of ids in bundles that do not name domains. */
const otherDomains = /^mitre-(?:mobile|ics|pre)-attack$/;

/** Collects what counts; objects of other types and of other domains are passed over. */
export class AttackBundle {
  private version = '';
  private notice: string | undefined;
  /** By STIX id, as are the others. */
  private readonly tactics = new Map<string, Tactic>();
  private readonly techniques = new Map<string, Found>();
  private readonly matrices: StixObject[] = [];
  private readonly successors = new Map<string, string>();
  private readonly parents = new Map<string, string>();

  add(object: StixObject): void {
    const ref = textAt(object, 'id');
    switch (object['type']) {
      case 'attack-pattern':
        this.addTechnique(ref, object);
        break;
      case 'x-mitre-tactic':
        this.addTactic(ref, object);
        break;
      case 'relationship':
        this.addRelationship(object);
        break;
      case 'x-mitre-matrix':
        if (isOurs(object) && isInForce(object)) this.matrices.push(object);
        break;
      case 'x-mitre-collection':
        this.version ||= textAt(object, 'x_mitre_version');
        break;
      case 'marking-definition':
        this.notice ??= statementOf(object);
        break;
      default:
    }
  }

  /** `source`: what is known of the bundle beside its content, which counts first. */
  tables({ name, version }: Pick<AttackSource, 'name' | 'version'>): AttackTables {
    const tactics = this.orderedTactics();
    const order = new Map(tactics.map(({ shortName, id }, at) => [shortName, { id, at }]));
    const found = [...this.techniques.values()].map((technique) =>
      this.toTechnique(technique, order),
    );
    return {
      source: {
        name,
        version: this.version === '' ? version : this.version,
        notice: this.notice ?? usualNotice,
      },
      tactics,
      techniques: onePerId(found),
    };
  }

  private addTechnique(ref: string, object: StixObject): void {
    const reference = referenceOf(object, /^T\d{4}(?:\.\d{3})?$/);
    if (!reference || !isOurs(object)) return;
    this.techniques.set(ref, {
      ref,
      phases: phasesOf(object),
      isTop: object['x_mitre_is_subtechnique'] === false,
      facts: {
        ...reference,
        ...wordsOf(reference.id, object),
        status: statusOf(object),
        platforms: listAt(object, 'x_mitre_platforms')
          .filter((each) => typeof each === 'string')
          .map(lineOf),
      },
    });
  }

  private addTactic(ref: string, object: StixObject): void {
    const reference = referenceOf(object, /^TA\d{4}$/);
    const shortName = textAt(object, 'x_mitre_shortname');
    if (!reference || shortName === '' || !isOurs(object) || !isInForce(object)) return;
    this.tactics.set(ref, { ...reference, ...wordsOf(reference.id, object), shortName });
  }

  private addRelationship(object: StixObject): void {
    if (!isInForce(object)) return;
    const [from, to] = [textAt(object, 'source_ref'), textAt(object, 'target_ref')];
    switch (object['relationship_type']) {
      case 'revoked-by':
        this.successors.set(from, to);
        break;
      case 'subtechnique-of':
        this.parents.set(from, to);
        break;
      default:
    }
  }

  /** Those of the matrix in its order, then others by id. */
  private orderedTactics(): readonly Tactic[] {
    const own = this.matrices.find((object) => referenceOf(object, /^enterprise-attack$/));
    const refs = listAt(own ?? this.matrices[0] ?? {}, 'tactic_refs');
    const inMatrix = refs.flatMap((ref) => this.tactics.get(String(ref)) ?? []);
    const others = [...this.tactics.values()].filter((tactic) => !inMatrix.includes(tactic));
    return [...inMatrix, ...others.sort(byId)];
  }

  private toTechnique({ ref, phases, isTop, facts }: Found, order: TacticOrder): Technique {
    const parent = this.idOf(this.parents.get(ref)) ?? (isTop ? undefined : parentOfId(facts.id));
    const replacedBy = this.idOf(this.successors.get(ref));
    const tactics = phases.flatMap((phase) => order.get(phase) ?? []);
    return {
      ...facts,
      tactics: tactics.sort((a, b) => a.at - b.at).map(({ id }) => id),
      ...(parent !== undefined && { parent }),
      ...(facts.status !== 'active' && replacedBy !== undefined && { replacedBy }),
    };
  }

  private idOf(ref: string | undefined): string | undefined {
    return ref === undefined ? undefined : this.techniques.get(ref)?.facts.id;
  }
}

/** What a technique is by itself: how it hangs together with others is known at the end. */
interface Found {
  readonly ref: string;
  /** Short names of tactics. */
  readonly phases: readonly string[];
  /** It says that it is no sub-technique. */
  readonly isTop: boolean;
  readonly facts: Omit<Technique, 'tactics' | 'parent' | 'replacedBy'>;
}

/** By short name, as kill-chain phases have it. */
type TacticOrder = ReadonlyMap<string, { readonly id: string; readonly at: number }>;

/** What ATT&CK's terms of use ask for, where a bundle says nothing. */
const usualNotice =
  '© The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.';

/** Our summary where we have one, else MITRE's first sentence. */
function wordsOf(id: string, object: StixObject): Pick<Technique, 'name' | 'summary' | 'quote'> {
  const summary = attackSummary(id);
  const quote = summary === '' ? firstSentence(textAt(object, 'description')) : '';
  return { name: lineOf(textAt(object, 'name')), summary, ...(quote !== '' && { quote }) };
}

function phasesOf(object: StixObject): readonly string[] {
  return listAt(object, 'kill_chain_phases')
    .filter(isObject)
    .filter((phase) => phase['kill_chain_name'] === framework)
    .map((phase) => textAt(phase, 'phase_name'));
}

function statusOf(object: StixObject): Technique['status'] {
  if (object['revoked'] === true) return 'revoked';
  return object['x_mitre_deprecated'] === true ? 'deprecated' : 'active';
}

function isInForce(object: StixObject): boolean {
  return statusOf(object) === 'active';
}

/** Of ATT&CK for Enterprise; an object that names no domain counts. */
function isOurs(object: StixObject): boolean {
  const domains = object['x_mitre_domains'];
  return !Array.isArray(domains) || domains.includes(domain);
}

/** An address that means nothing else in Markdown or in a string of TOML. */
const plainUrl = /^https:\/\/[\w.~:/?#@!$&+,;=%*-]+$/;

/** The id that an object has in ATT&CK, and its page: ours in form, unless it is of another site. */
function referenceOf(
  object: StixObject,
  form: RegExp,
): { readonly id: string; readonly url: string } | undefined {
  const references = listAt(object, 'external_references')
    .filter(isObject)
    .filter((each) => !otherDomains.test(textAt(each, 'source_name')))
    .filter((each) => form.test(textAt(each, 'external_id')));
  const reference = references.find((each) => each['source_name'] === framework) ?? references[0];
  if (!reference) return undefined;
  const id = textAt(reference, 'external_id');
  const url = textAt(reference, 'url');
  const isOther = plainUrl.test(url) && !url.startsWith('https://attack.mitre.org/');
  return { id, url: isOther ? url : attackUrl(id) };
}

/** A revoked object can have the id of one that is in force, which then counts. */
function onePerId(techniques: readonly Technique[]): readonly Technique[] {
  const rank = ({ status }: Technique): number => (status === 'active' ? 0 : 1);
  const sorted = [...techniques].sort((a, b) => byId(a, b) || rank(a) - rank(b));
  return sorted.filter(({ id }, at) => sorted[at - 1]?.id !== id);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function statementOf(object: StixObject): string | undefined {
  const definition = object['definition'];
  const text = isObject(definition) ? lineOf(textAt(definition, 'statement')) : '';
  return text === '' ? undefined : text;
}

function textAt(object: StixObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

function listAt(object: StixObject, key: string): readonly unknown[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is StixObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
