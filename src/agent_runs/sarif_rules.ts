import { isObject } from './finding.ts';

type JsonObject = Record<string, unknown>;

export interface Rule {
  object: JsonObject;
}

export interface Rules {
  /** The rule of a result; undefined if it names none that could be listed; dangling if it points at a place where there is none. */
  find(result: JsonObject): Rule | 'dangling' | undefined;
  globalStrings: unknown;
}

/** More extensions than any tool has. Rules of those beyond are not found, which is a problem and never silence. */
const extensionsMax = 1_000;
/** A longer id is looked up as it stands, without its parents. */
const hierarchicalIdMax = 200;

/** The rules of a run: those of the tool's driver and of its extensions. */
export function rulesOf(run: JsonObject): Rules {
  const tool = isObject(run.tool) ? run.tool : {};
  const driver = componentOf(tool.driver);
  const extensions = (Array.isArray(tool.extensions) ? tool.extensions : []).slice(0, extensionsMax).map(componentOf);
  const all = indexOf([driver, ...extensions]);
  return {
    find: (result) => find(result, driver, extensions, all),
    globalStrings: isObject(tool.driver) ? tool.driver.globalMessageStrings : undefined,
  };
}

interface Component {
  name: unknown;
  guid: unknown;
  rules: (Rule | undefined)[];
  byId: Map<string, Rule>;
}

function componentOf(component: unknown): Component {
  const object = isObject(component) ? component : {};
  const list: unknown[] = Array.isArray(object.rules) ? object.rules : [];
  const rules = list.map((rule) => (isObject(rule) ? { object: rule } : undefined));
  const byId = new Map<string, Rule>();
  for (const rule of rules) {
    const id = rule?.object.id;
    if (rule && typeof id === 'string' && !byId.has(id)) byId.set(id, rule);
  }
  return { name: object.name, guid: object.guid, rules, byId };
}

function find(
  result: JsonObject,
  driver: Component,
  extensions: readonly Component[],
  all: Component['byId'],
): Rule | 'dangling' | undefined {
  const reference = isObject(result.rule) ? result.rule : {};
  const id = [result.ruleId, reference.id].find((value): value is string => typeof value === 'string');
  const index = [reference.index, result.ruleIndex].find((value) => typeof value === 'number' && value >= 0);
  const component = isObject(reference.toolComponent) ? pick(reference.toolComponent, driver, extensions) : driver;
  const indexed = index === undefined ? undefined : component?.rules[index as number];
  if (indexed && agrees(indexed, id)) return indexed;
  const named = id === undefined ? undefined : ((component && byId(component.byId, id)) ?? byId(all, id));
  if (named) return named;
  return index === undefined && component ? undefined : 'dangling';
}

/** The component that a reference means; undefined if it means none that is there. */
function pick(reference: JsonObject, driver: Component, extensions: readonly Component[]): Component | undefined {
  const { index, guid, name } = reference;
  if (typeof index === 'number' && index >= 0) return extensions[index];
  const all = [driver, ...extensions];
  if (typeof guid === 'string') return all.find((component) => component.guid === guid);
  if (typeof name === 'string') return all.find((component) => component.name === name);
  return driver;
}

/** A result may name its rule more closely than the list does: `CA1000/1` is of the rule `CA1000`. */
function agrees(rule: Rule, id: string | undefined): boolean {
  const own = rule.object.id;
  return id === undefined || typeof own !== 'string' || id === own || id.startsWith(`${own}/`);
}

function byId(rules: Component['byId'], id: string): Rule | undefined {
  if (id.length > hierarchicalIdMax) return rules.get(id);
  for (let name = id; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    const rule = rules.get(name);
    if (rule) return rule;
  }
  return undefined;
}

/** All rules by id; of two with one id that of the earlier component. */
function indexOf(components: readonly Component[]): Component['byId'] {
  return new Map(components.toReversed().flatMap((component) => [...component.byId]));
}
