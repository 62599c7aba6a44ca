/** Plays one scenario from its start to its end and says what did not come about. */
import type { Bilingual } from '../../domain/text.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { act, tell, type Went } from './acts.ts';
import { readAllCases, readCase } from './case-reader.ts';
import type { Complaint } from './complaint.ts';
import { look, type Reached } from './expectations.ts';
import type { Step } from './format.ts';
import { enterGround } from './ground.ts';
import { Handles, StepFault } from './handles.ts';
import { operationsOf } from './operations.ts';
import { peopleOf } from './people.ts';
import type { ScenarioText } from './read.ts';
import type { Tools } from './requests.ts';
import { Site } from './site.ts';
import type { ScenarioStage } from './stage.ts';
import type { Told } from './told.ts';
import { instantOf, shownInstant } from './when.ts';

/** One line of what came about: a step of the file, or an entry of a case's timeline. */
export interface Happening {
  readonly at: Instant;
  /** When it happened, where that was not when it was written down. */
  readonly occurredAt: Instant;
  readonly what: 'act' | 'expectation' | 'entry';
  /** Line of the file; null for an entry. */
  readonly line: number | null;
  readonly ok: boolean;
  /** Number of the case of an entry. */
  readonly case: string | null;
  /** Kind of an entry. */
  readonly kind: string | null;
  readonly text: string;
}

export interface Played {
  readonly complaints: readonly Complaint[];
  readonly happenings: readonly Happening[];
  /** Statuses that an expectation asked for and found. */
  readonly reached: readonly Reached[];
  /** Silences that an expectation asked for and found told. */
  readonly told: readonly Told[];
}

/** Plays a scenario on parts of its own. */
export async function playScenario(stage: ScenarioStage, text: ScenarioText): Promise<Played> {
  const { scenario } = text;
  const { county = 'demo', calendar = 'official' } = scenario;
  const site = await Site.start(
    stage,
    { county, calendar: calendar === 'official' ? 'official' : 'none' },
    instantOf(scenario.start),
    scenario.agencies,
  );
  try {
    return await new Play(text, site).run();
  } finally {
    await site.stop();
  }
}

const MOST_LATE_MS = 60_000;
/** Of steps of one moment, which are done one after the other: how slow a machine may be. */
const MOST_LATE_IN_TURN_MS = 15 * 60_000;

/**
 * What is said of a step whose moment is past when its turn comes: while acts are done the clock goes on. Null: it is in
 * time, or late by so little that nothing follows from it; on another day something always may.
 * @param before when the step before it was to be done, or the start
 */
function tooLate(wanted: string, before: string, lateBy: number, now: Instant): Bilingual | null {
  const isInTurn = instantOf(wanted) === instantOf(before);
  const isSameDay = shanghaiDay(now) === wanted.slice(0, 10);
  if (lateBy <= (isInTurn ? MOST_LATE_IN_TURN_MS : MOST_LATE_MS) && isSameDay) return null;
  const is = shownInstant(now);
  return {
    zh: `轮到本步时已是${is}，晚于所写的${wanted}：办理期间时钟照常走，请把本步写晚一些`,
    en: `it was ${is} already, later than ${wanted}: the clock goes on while acts are done; write a later moment`,
  };
}

class Play {
  readonly #text: ScenarioText;
  readonly #site: Site;
  readonly #complaints: Complaint[] = [];
  readonly #happenings: Happening[] = [];
  readonly #reached: Reached[] = [];
  readonly #told: Told[] = [];

  constructor(text: ScenarioText, site: Site) {
    this.#text = text;
    this.#site = site;
  }

  async run(): Promise<Played> {
    const { scenario } = this.#text;
    const tools: Tools = {
      site: this.#site,
      operations: await operationsOf(this.#site.app),
      people: peopleOf(scenario),
      handles: new Handles((number) => readCase(this.#site, number)),
      subjects: this.#site.subjects,
    };
    const isEntered = await this.#entered(tools);
    let reachedTo = 0;
    if (isEntered) {
      for (const [index, step] of scenario.steps.entries()) {
        reachedTo = index + 1;
        if (!(await this.#step(tools, step, index))) break;
      }
    }
    this.#sayUnreached(reachedTo);
    await this.#addEntries();
    return { complaints: this.#complaints, happenings: this.#happenings, reached: this.#reached, told: this.#told };
  }

  async #entered(tools: Tools): Promise<boolean> {
    return await enterGround(tools, this.#text.scenario, (path, { text }) =>
      this.#complaints.push({ line: this.#text.line(path), text }),
    );
  }

  /** Whether the story can go on: after an act that was not done, nothing that follows means anything. */
  async #step(tools: Tools, step: Step, index: number): Promise<boolean> {
    const lateBy = await this.#site.goTo(instantOf(step.at));
    const line = this.#text.line(['steps', index]);
    const what = 'expect' in step ? 'expectation' : 'act';
    const now = await this.#site.now();
    const { start, steps } = this.#text.scenario;
    const late = tooLate(step.at, steps[index - 1]?.at ?? start, lateBy, now);
    if (late !== null) this.#complaints.push({ line, text: late });
    const note = (fault: StepFault | null): void => {
      const text = stepText(step);
      const ok = fault === null;
      this.#happenings.push({ at: now, occurredAt: now, what, line, ok, case: null, kind: null, text });
      if (fault !== null) this.#complaints.push({ line, text: fault.text });
    };
    try {
      if ('expect' in step) {
        const { fault, reached, told } = await look(tools, step);
        note(fault);
        if (fault === null && reached !== undefined) this.#reached.push(reached);
        if (fault === null && told !== undefined) this.#told.push(told);
        return true;
      }
      const went: Went = 'do' in step ? await act(tools, step) : await tell(tools, step);
      note(went.ok ? null : went.fault);
      return went.ok || step.refused !== undefined;
    } catch (error) {
      if (!(error instanceof StepFault)) throw error;
      note(error);
      return what === 'expectation';
    }
  }

  #sayUnreached(from: number): void {
    for (const [offset, step] of this.#text.scenario.steps.slice(from).entries()) {
      if (!('expect' in step) && step.refused === undefined) continue;
      this.#complaints.push({
        line: this.#text.line(['steps', from + offset]),
        text: { zh: '前面的步骤未成，未能核对本项预期', en: 'this expectation was never reached' },
      });
    }
  }

  async #addEntries(): Promise<void> {
    for (const { number, subject, timeline } of await readAllCases(this.#site)) {
      for (const { at, occurredAt, kind, text } of timeline) {
        const of = `${number}（${subject.name}）`;
        this.#happenings.push({ at, occurredAt, what: 'entry', line: null, ok: true, case: of, kind, text });
      }
    }
    this.#happenings.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  }
}

/** A step in a line: who does what, or what is expected. */
function stepText(step: Step): string {
  if ('do' in step) return `${step.as} ${step.do}${step.on === undefined ? '' : ` ${step.on}`}`;
  if ('message' in step) return `${step.as} ${step.message}`;
  const { at: _at, expect, ...asked } = step;
  const words = Object.entries(asked).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${expect} ${words.join(' ')}`;
}
