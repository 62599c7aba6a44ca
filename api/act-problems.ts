import type { CaseKind } from '../domain/case/case-kind.ts';
import { statusText } from '../domain/case/case-kinds.ts';
import type { Bilingual } from '../domain/text.ts';
import { Problem } from './problems.ts';

/** Why an act has no answer of its case: each said in words that tell what to do next. */

const RETRY_AFTER_SECONDS = 5;

/** An act that the present status does not allow; null: a case that is still being opened. */
export function statusNotAllowed(head: { kind: CaseKind; status: string } | null): Problem {
  const { kind, status } = head ?? { kind: 'accept-first', status: 'opening' };
  const text = statusText(kind, status);
  return new Problem(
    'status-not-allowed',
    { zh: `案件状态为“${text.zh}”，不能进行此操作。`, en: `The case is in status "${text.en}"; this is not possible.` },
    { status },
  );
}

/** The same problem, and what can be done instead, where there is something. */
export function saidWhatInstead(problem: Problem, instead?: Bilingual): Problem {
  if (instead === undefined) return problem;
  const { code, detail, extras } = problem;
  return new Problem(code, { zh: `${detail.zh}${instead.zh}`, en: `${detail.en} ${instead.en}` }, extras);
}

export function roleNotAllowed(): Problem {
  return new Problem('role-not-allowed', {
    zh: '您的角色不能对本案进行此操作。',
    en: 'Your role may not do this on the case.',
  });
}

/** Somebody of an authority, on the part of another one: what is in the way is whose part it is, not the role. */
export function partOfAnother(): Problem {
  return new Problem('role-not-allowed', {
    zh: '该部分由其他机关办理，您只能办理本机关的部分，请核对 authority。',
    en: 'That part is another authority’s; you can act on the part of your own only. Check "authority".',
  });
}

export function assignedToAnother(): Problem {
  return new Problem('assigned-to-another', {
    zh: '案件已由他人领办，请联系经办人或主管人员。',
    en: 'The case is handled by somebody else; ask the handler or a supervisor.',
  });
}

export function tooManyActs(): Problem {
  return new Problem('too-many-acts', {
    zh: '本案在线提交次数已达上限，请到受理窗口或者办理机关办理。',
    en: 'Too much has been sent on this case; turn to the window or to the authority in person.',
  });
}

export function caseUnknown(): Problem {
  return new Problem('case-unknown', {
    zh: '没有该案件，请核对编号。',
    en: 'There is no such case; check its number.',
  });
}

export function neverRegistered(): Problem {
  return new Problem('conflict', {
    zh: '以此 Idempotency-Key 提交的申请未登记，请更换编号重新提交。',
    en: 'The application sent with this Idempotency-Key was not registered; send it again with a new key.',
  });
}

export function outcomeUnknown(): Problem {
  return new Problem(
    'outcome-unknown',
    {
      zh: '请求已提交，但暂不能确认是否办成。请以同一 Idempotency-Key 重新提交，不会重复办理。',
      en: 'The request was sent, but its outcome is not known yet. Send it again with the same Idempotency-Key; it will not be done twice.',
    },
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

/** The case is open and nothing runs it: an operator must look, and the act waits until then. */
export function caseNotRunning(): Problem {
  return new Problem(
    'unavailable',
    {
      zh: '案件暂时无法办理，已记录并须由系统管理员处理；请稍后以同一 Idempotency-Key 重新提交，收件时间以首次提交为准。',
      en: 'The case cannot be acted on for now; the operator has been told. Send it again later with the same Idempotency-Key; the first receipt counts.',
    },
    { retryAfterSeconds: 60 },
  );
}

/**
 * A failure that repeating would only repeat: told once and for good, so that the act does not count as one still on
 * its way and keep the case from its next step.
 */
export function failedForGood(): Problem {
  return new Problem(
    'internal',
    {
      zh: '系统内部错误，本次操作未生效，重复提交不会改变结果；请联系管理员并提供 requestId。',
      en: 'Something went wrong and nothing was recorded; sending it again changes nothing. Tell the operator the requestId.',
    },
    { isFinal: true },
  );
}
