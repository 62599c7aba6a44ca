/** From the text of a scenario file to what is run: every fault with its line, in words. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit, type YAMLError } from 'yaml';
import { fieldErrors } from '../../api/input.ts';
import type { Bilingual } from '../../domain/text.ts';
import { checkSense, type LineOf, type Path } from './check.ts';
import { type Complaint, ScenarioFault } from './complaint.ts';
import { Act, Calendars, EXPECTATIONS, Message, type Scenario, ScenarioHead } from './format.ts';

/** A scenario and where in its file each part stands. */
export interface ScenarioText {
  readonly scenario: Scenario;
  /** Line of what is at a path, e.g. `['steps', 3, 'equals']`, or of what holds it; from 1. */
  line(path: Path): number;
}

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, discriminator: true });
const checkHead = ajv.compile(ScenarioHead);
const checkOwnCalendar = ajv.compile(Calendars);
const CHECKS: Readonly<Record<string, ValidateFunction>> = Object.fromEntries(
  Object.entries({ act: Act, message: Message, ...EXPECTATIONS }).map(([kind, schema]) => [kind, ajv.compile(schema)]),
);

/**
 * Reads a file's text.
 * @throws ScenarioFault with everything that is wrong with it
 */
export function readScenario(text: string): ScenarioText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  // A bracket that is left open makes the parser stumble ever again: the first is where to look.
  const [first] = document.errors;
  if (first !== undefined)
    throw new ScenarioFault([{ line: counter.linePos(first.pos[0]).line, text: yamlFault(first) }]);
  keepLongNumbersAsWritten(document);
  const line = (path: Path) => lineOf(document, counter, path);
  const value: unknown = document.toJS();
  const complaints = check(value, line).sort((one, other) => one.line - other.line);
  if (complaints.length > 0) throw new ScenarioFault(complaints);
  return { scenario: value as Scenario, line };
}

function yamlFault({ code, message }: YAMLError): Bilingual {
  const [said = message] = message.split('\n');
  if (code === 'DUPLICATE_KEY')
    return { zh: 'YAML 写法有误：同一个键写了两次，请保留一个', en: 'a key stands twice: keep one' };
  return {
    zh: 'YAML 写法有误：请检查此处和上一行的括号、引号、缩进',
    en: `check brackets, quotes and indentation here and in the line above (${said})`,
  };
}

/** An identity number, or a number with a nought in front, is no number that is reckoned with. */
function keepLongNumbersAsWritten(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'number' || node.source === undefined) return;
      if (/^\d{16,}$|^0\d+$/.test(node.source)) node.value = node.source;
    },
  });
}

function check(value: unknown, line: LineOf): Complaint[] {
  const head = complaintsOf(checkHead, value, [], line);
  const calendar = isObject(value) && value['calendar'] !== undefined ? checkCalendar(value['calendar'], line) : [];
  const steps = isObject(value) && Array.isArray(value['steps']) ? (value['steps'] as unknown[]) : [];
  const inSteps = steps.flatMap((step, index) => checkStep(step, ['steps', index], line));
  const faults = [...head, ...calendar, ...inSteps];
  return faults.length > 0 ? faults : checkSense(value as Scenario, line);
}

/** Told apart by hand: of two forms, only that neither fits could be said. */
function checkCalendar(calendar: unknown, line: LineOf): Complaint[] {
  if (isObject(calendar)) return complaintsOf(checkOwnCalendar, calendar, ['calendar'], line);
  if (calendar === 'official') return [];
  const form = '{ until: 年度, years: { "年度": … } }';
  const text = {
    zh: `calendar 写 official，或者 ${form}`,
    en: 'calendar is official, or { until: a year, years: { "a year": … } }',
  };
  return [{ line: line(['calendar']), text }];
}

function checkStep(step: unknown, path: Path, line: LineOf): Complaint[] {
  if (!isObject(step)) return [];
  const kind = 'do' in step ? 'act' : 'message' in step ? 'message' : step['expect'];
  const validate = typeof kind === 'string' && Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
  if (validate !== undefined) return complaintsOf(validate, step, path, line);
  const kinds = Object.keys(EXPECTATIONS).join('、');
  return [
    {
      line: line(path),
      text: {
        zh: `每一步须写 do（办理）、message（消息）或者 expect（预期）之一；expect 可为：${kinds}`,
        en: `a step has do, message or expect; expect is one of ${Object.keys(EXPECTATIONS).join(', ')}`,
      },
    },
  ];
}

function complaintsOf(validate: ValidateFunction, value: unknown, at: Path, line: LineOf): Complaint[] {
  if (validate(value)) return [];
  // A step is found by its line; all else is named from the top of the file.
  const within = at[0] === 'steps' ? '' : at.map((key) => `/${key}`).join('');
  const errors = (validate.errors ?? []).map((error) => ({ ...error, instancePath: within + error.instancePath }));
  const isBadName = (error: ErrorObject) => nameFault(error) !== null;
  const badNames = errors.flatMap((error) => {
    const text = nameFault(error);
    return text === null ? [] : [{ line: line([...pathOf(error.instancePath), badNameOf(error)]), text }];
  });
  const others = fieldErrors(
    errors.filter((error) => !isBadName(error)),
    'body',
  ).map(({ pointer, message }) => ({
    line: line([...(at[0] === 'steps' ? at : []), ...pathOf(pointer)]),
    text: message,
  }));
  return [...badNames, ...others];
}

/** A key of a list that is kept by names, and that is none. */
function nameFault(error: ErrorObject): Bilingual | null {
  if (error.keyword !== 'additionalProperties') return null;
  const name = badNameOf(error);
  if (error.instancePath === '/calendar/years')
    return {
      zh: `“${name}”不是年度：请写四位数字，如 "2027"`,
      en: `"${name}" is no year: write four digits, as "2027"`,
    };
  if (!['/subjects', '/people', '/records'].includes(error.instancePath)) return null;
  return {
    zh: `名称“${name}”中不能有空格、点、$，请改名`,
    en: `the name "${name}" may hold no blank, dot or $: choose another`,
  };
}

function badNameOf({ params }: ErrorObject): string {
  return String(params['additionalProperty']);
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => unescape(part));
}

/** Line of the key where there is one, else of the nearest that holds it. */
function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const key = path[length - 1];
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : null;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range != null) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

function unescape(part: string): string | number {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(text) ? Number(text) : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
