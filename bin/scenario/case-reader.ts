/** Cases as the auditor reads them: every step of every case, without anybody's words. */
import type { Instant } from '../../domain/time.ts';
import { StepFault } from './handles.ts';
import { AUDITOR } from './people.ts';
import type { Site } from './site.ts';

export interface TimelineRow {
  readonly seq: number;
  readonly at: Instant;
  readonly occurredAt: Instant;
  readonly kind: string;
  readonly text: string;
}

/** As much of a case as is looked at here. */
export interface CaseSeen {
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly subject: { readonly name: string };
  readonly next: { readonly kind: string; readonly due: string } | null;
  readonly timeline: readonly TimelineRow[];
  readonly repair?: {
    readonly parts: readonly { readonly authority: { readonly code: string }; readonly status: string }[];
  };
}

/** @throws StepFault where there is no such case */
export async function readCase(site: Site, number: string): Promise<CaseSeen> {
  const { status, body } = await site.ask(AUDITOR, 'GET', `/v1/cases/${number}`);
  if (status !== 200) throw new StepFault(`没有案件 ${number}`, `there is no case ${number}`);
  return body as CaseSeen;
}

/** Every case there is, in the order of their numbers. */
export async function readAllCases(site: Site): Promise<CaseSeen[]> {
  const numbers: string[] = [];
  let cursor = '';
  do {
    const { status, body } = await site.ask(AUDITOR, 'GET', `/v1/cases?limit=100&sort=oldest${cursor}`);
    if (status !== 200) throw new Error(`the cases cannot be read: ${JSON.stringify(body)}`);
    const page = body as { items: { number: string }[]; next: string | null };
    numbers.push(...page.items.map(({ number }) => number));
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return await Promise.all(numbers.sort().map((number) => readCase(site, number)));
}
