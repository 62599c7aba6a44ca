import { describe, expect, it } from '@jest/globals';
import { demoApplications } from '../../../bin/demo/applications.ts';
import { demoAuthorities } from '../../../bin/demo/authorities.ts';
import { demoProcedures } from '../../../bin/demo/procedures.ts';
import { demoRecords } from '../../../bin/demo/records.ts';
import { demoRepresentations, demoSubjects } from '../../../bin/demo/subjects.ts';
import { findDemoAccount } from '../../../bin/parts/demo-accounts.ts';
import { ACCEPT_FIRST_STATUSES, LATENESS } from '../../../domain/accept-first/accept-first.ts';
import { readCreditCode } from '../../../domain/subject/credit-code.ts';
import { readResidentId } from '../../../domain/subject/resident-id.ts';

const procedures = demoProcedures();

/** Every act of every application, with the authority of its procedure. */
const acts = demoApplications.flatMap((application) =>
  application.acts.map((act) => ({ application, act, authority: procedureOf(application.procedure).authority })),
);

function procedureOf(code: string) {
  const procedure = procedures.find((candidate) => candidate.code === code);
  if (procedure === undefined) throw new Error(`no procedure "${code}"`);
  return procedure;
}

describe('subjects', () => {
  it('have each a code of its own', () => {
    const count = demoSubjects.length;
    expect(count).toBeGreaterThanOrEqual(20);
    expect(new Set(demoSubjects.map(({ identifier }) => identifier)).size).toBe(count);
    expect(new Set(demoSubjects.map(({ key }) => key)).size).toBe(count);
  });

  it.each(demoSubjects.map((subject) => [subject.name, subject] as const))(
    '%s has a valid code, without a warning',
    (_name, subject) => {
      const { kind, identifier } = subject;
      const code = kind === 'organisation' ? readCreditCode(identifier) : readResidentId(identifier, '2026-11-21');
      expect(code).toMatchObject({ ok: true, warnings: [] });
    },
  );

  it('hold enterprises, individual businesses, a cooperative, a village collective, an institution, a state body, an association', () => {
    const kinds = new Set(demoSubjects.map(({ identifier }) => identifier.slice(0, 2)));
    for (const kind of ['91', '92', '93', 'N2', '11', '12', '52', '33']) expect(kinds).toContain(kind);
  });

  it('are represented by demo accounts, and one that applies has an unrepaired record', () => {
    const keys = demoSubjects.map(({ key }) => key);
    for (const { person, subject } of demoRepresentations) {
      expect(findDemoAccount(person)?.roles).toContain('applicant');
      expect(keys).toContain(subject);
    }
    expect(demoRecords.map(({ subject }) => subject)).toContain('hengyuan');
  });
});

describe('authorities and procedures', () => {
  it('are at least eight authorities with both mailboxes, and at least fifteen procedures of them', () => {
    const withMailboxes = demoAuthorities.filter(
      (authority) => authority.officerMailbox !== null && authority.supervisorMailbox !== null,
    );
    expect(withMailboxes.length).toBeGreaterThanOrEqual(8);
    expect(procedures.length).toBeGreaterThanOrEqual(15);
    const codes = withMailboxes.map(({ code }) => code);
    for (const { authority } of procedures) expect(codes).toContain(authority);
  });

  it('take what the file marks unknown as not to be missing', () => {
    const marked = procedureOf('public-place-hygiene').materials.find(({ name }) => name === '从业人员健康合格证明');
    expect(marked).toMatchObject({ kind: 'secondary', mayBeMissing: false });
    for (const { materials } of procedures) {
      for (const { kind, mayBeMissing } of materials) expect(kind === 'main' && mayBeMissing).toBe(false);
    }
  });

  it('take the supply-by that the file gives, and leave an empty one to the place or the default', () => {
    expect(procedureOf('signboard-filing')).toMatchObject({
      handlingDays: 0,
      acceptFirst: { supplyBy: { kind: 'fixed', workingDays: 7 } },
    });
    expect(procedureOf('bank-account-report')).toMatchObject({
      handlingDays: null,
      acceptFirst: { supplyBy: { workingDays: 20 }, receiptByPost: 'dispatch' },
    });
    expect(procedureOf('public-place-hygiene').acceptFirst?.supplyBy).toEqual({ kind: 'fixed', workingDays: 10 });
    expect(procedureOf('food-business').acceptFirst?.supplyBy).toBeNull();
  });

  it('do not offer accept-first on the spot without a supply-by of their own', () => {
    const spot = procedures.filter(({ handlingDays }) => (handlingDays ?? 0) === 0);
    for (const { acceptFirst } of spot) expect(acceptFirst === null || acceptFirst.supplyBy !== null).toBe(true);
    expect(procedures.filter(({ acceptFirst }) => acceptFirst === null).length).toBeGreaterThan(0);
  });

  it('have material codes that are unique, and a commitment text that names the procedure', () => {
    for (const { name, materials, commitmentText } of procedures) {
      expect(new Set(materials.map(({ code }) => code)).size).toBe(materials.length);
      expect(commitmentText).toContain(name);
    }
    expect(new Set(procedures.map(({ commitmentText }) => commitmentText)).size).toBe(procedures.length);
  });
});

describe('applications', () => {
  it('are twenty, in every status that a case can be seen in', () => {
    expect(demoApplications).toHaveLength(20);
    const intended = new Set(demoApplications.map((application) => application.intended.status));
    const seen = ACCEPT_FIRST_STATUSES.filter((status) => status !== 'opening' && status !== 'never-opened');
    expect([...intended].toSorted()).toEqual([...seen].toSorted());
  });

  it('end late in each of the five ways', () => {
    const ways = demoApplications.flatMap((application) => application.intended.lateness ?? []);
    expect(ways.toSorted()).toEqual([...LATENESS].toSorted());
    for (const { procedure, intended } of demoApplications) {
      if (intended.lateness !== undefined) expect(procedureOf(procedure).acceptFirst?.lateness).toBe(intended.lateness);
    }
  });

  it('are told apart by subject and procedure, as a repeated load finds them', () => {
    const names = demoApplications.map(({ subject, procedure }) => `${subject} ${procedure}`);
    expect(new Set(names).size).toBe(20);
    expect(new Set(demoApplications.map(({ key }) => key)).size).toBe(20);
  });

  it.each(demoApplications.map((application) => [application.key, application] as const))(
    '%s names what is there',
    (_key, application) => {
      const { procedure, subject, missing, way } = application;
      expect(demoSubjects.map(({ key }) => key)).toContain(subject);
      const codes = procedureOf(procedure).materials.map(({ code }) => code);
      for (const code of missing) expect(codes).toContain(code);
      const applicant = 'online' in way ? way.online : way.applicant;
      if (applicant !== null)
        expect(demoRepresentations).toContainEqual(expect.objectContaining({ person: applicant, subject }));
      if ('registeredBy' in way) {
        expect(findDemoAccount(way.registeredBy)).toMatchObject({
          roles: ['supervisor'],
          authority: procedureOf(procedure).authority,
        });
      }
    },
  );

  it.each(acts.map((entry, index) => [`${entry.application.key} ${index}`, entry] as const))(
    '%s is the act of somebody who may',
    (_key, entry) => {
      const { act, authority, application } = entry;
      if ('await' in act) return expect(ACCEPT_FIRST_STATUSES).toContain(act.await);
      const account = findDemoAccount(act.by);
      const theirs = demoRepresentations.some(
        ({ person, subject }) => person === act.by && subject === application.subject,
      );
      expect(account?.authority === authority || theirs).toBe(true);
      if (act.act === 'reopen') expect(account?.roles).toEqual(['supervisor']);
    },
  );
});
