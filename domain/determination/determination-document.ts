import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** 具有法律效力的文书: what a determination may rest on, and nothing else. Source: 国办发〔2020〕49号（二）. */
export const DOCUMENT_KINDS = [
  'judgment',
  'arbitral-award',
  'penalty-decision',
  'administrative-ruling',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_KIND_TEXT = {
  judgment: { zh: '生效的司法裁判文书', en: 'judgment in force' },
  'arbitral-award': { zh: '生效的仲裁文书', en: 'arbitral award in force' },
  'penalty-decision': { zh: '行政处罚决定书', en: 'administrative penalty decision' },
  'administrative-ruling': { zh: '行政裁决等行政行为决定文书', en: 'administrative ruling or other decision' },
  other: {
    zh: '法律、法规或者党中央、国务院政策文件规定的其他文书',
    en: 'another document that a law or central policy names',
  },
} as const satisfies Record<DocumentKind, Bilingual>;

/** The document that a determination rests on, as it was issued. */
export interface EffectiveDocument {
  kind: DocumentKind;
  number: string;
  issuedOn: Day;
  issuer: string;
  /** Where it is kept; null where its hash is given. */
  reference: string | null;
  /** SHA-256 of the file, in hex; null where its place is given. */
  sha256: string | null;
  /** For one of the other kinds: which law or policy lets a determination rest on it. */
  law: string | null;
}

const EFFECTIVE_DOCUMENT = '国办发〔2020〕49号（二）';

/**
 * What speaks against resting a determination on this document: it must have been issued, must be found again, and one
 * that is not of the common kinds must be named by a law. Empty when it may.
 */
export function reasonsAgainstDocument(
  { kind, issuedOn, reference, sha256, law }: EffectiveDocument,
  today: Day,
): Refusal[] {
  return [
    ...(issuedOn > today ? [notIssued(issuedOn)] : []),
    ...(reference === null && sha256 === null ? [NOT_FOUND_AGAIN] : []),
    ...(kind === 'other' && law === null ? [NO_LAW] : []),
  ];
}

function notIssued(issuedOn: Day): Refusal {
  return {
    code: 'document-not-issued',
    clause: EFFECTIVE_DOCUMENT,
    text: {
      zh: `文书日期${issuedOn}尚未到来；认定应当以具有法律效力的文书为依据，请待文书生效后再补全。`,
      en: `The document of ${issuedOn} is not issued yet; a determination rests on one in force. Complete the draft then.`,
    },
    earliest: issuedOn,
  };
}

const NOT_FOUND_AGAIN: Refusal = {
  code: 'document-needs-reference',
  clause: EFFECTIVE_DOCUMENT,
  text: {
    zh: '请填写文书的存放位置或者文件的SHA-256值，以便核对。',
    en: 'Give the place where the document is kept, or the SHA-256 of its file.',
  },
};

const NO_LAW: Refusal = {
  code: 'document-needs-law',
  clause: EFFECTIVE_DOCUMENT,
  text: {
    zh: '其他文书须由法律、法规或者党中央、国务院政策文件规定可作为认定依据，请写明该规定。',
    en: 'A document of another kind must be named by a law or by central policy as a basis; say which.',
  },
};
