import { describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { CommitmentText } from '../../db/entities/commitment-text.ts';
import { RuleDefault } from '../../db/entities/rule-default.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findCommitmentText, findProcedure, getProcedureTerms, listProcedures } from '../../db/queries/procedures.ts';
import { loadRuleOverrides, loadRules } from '../../db/queries/rules.ts';
import { dayKind } from '../../domain/deadline/calendar.ts';
import { NOW, TERMS } from '../support/rows.ts';
import { walk } from '../support/walk.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

describe('procedures', () => {
  it('give the terms of a case in one statement, materials in order', async () => {
    const procedure = await findProcedure(db.em, db.county.procedureCode);
    expect(db.statements).toHaveLength(1);
    expect(procedure).toMatchObject({
      id: db.county.procedureId,
      authority: { code: db.county.authorityCode },
      version: 1,
      updatedAt: NOW,
      basis: null,
    });
    expect(procedure?.terms).toEqual({
      code: db.county.procedureCode,
      name: '食品经营许可',
      handlingDays: 20,
      acceptFirst: TERMS,
      greenChannel: null,
      isPermit: null,
      materials: [
        { code: 'form', name: '申请表', kind: 'main', mayBeMissing: false, form: '原件' },
        { code: 'lease', name: '租赁合同', kind: 'secondary', mayBeMissing: true, form: '复印件' },
      ],
    });
    expect(await getProcedureTerms(db.em, db.county.procedureId)).toEqual(procedure?.terms);
    expect(await findProcedure(db.em, 'none')).toBeNull();
    await expect(getProcedureTerms(db.em, randomUUID())).rejects.toThrow(/no procedure/);
  });

  it('are listed by code, page by page, of one authority if wanted', async () => {
    const all = await walk((cursor) => listProcedures(db.em, {}, { limit: 2, cursor }));
    expect(all.map(({ code }) => code)).toContain(db.county.procedureCode);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    const { items } = await listProcedures(db.em, { authority: db.county.authorityCode }, { limit: 10, cursor: null });
    expect(items).toEqual([
      {
        code: db.county.procedureCode,
        name: '食品经营许可',
        authority: { code: db.county.authorityCode, name: '市场监督管理局' },
        handlingDays: 20,
        acceptFirstOffered: true,
      },
    ]);
  });

  it('have the newest commitment text in use on a day, and any version by its number', async () => {
    const text = '新文本';
    const sha256 = createHash('sha256').update(text).digest('hex');
    db.write.create(CommitmentText, {
      procedureId: db.county.procedureId,
      version: 2,
      text,
      sha256,
      validFrom: '2026-10-01',
    });
    await db.write.flush();
    const versionOf = async (which: { on: string } | { version: number }) =>
      (await findCommitmentText(db.orm.em.fork(), db.county.procedureId, which))?.version;
    expect(await versionOf({ on: '2026-03-31' })).toBeUndefined();
    expect(await versionOf({ on: '2026-09-30' })).toBe(1);
    expect(await versionOf({ on: '2026-10-01' })).toBe(2);
    expect(await versionOf({ version: 1 })).toBe(1);
    expect(await versionOf({ version: 3 })).toBeUndefined();
  });
});

describe('calendar and rules', () => {
  it('reads the calendar again when a year was loaded, and only then', async () => {
    const empty = await loadCalendar(db.em);
    expect(empty).toMatchObject({ version: '0-0.0', years: [] });
    const notice = db.write.create(CalendarNotice, {
      year: 2026,
      number: '国办发明电〔2025〕7号',
      issuedOn: '2025-11-04',
      source: '国务院办公厅',
      loadedAt: NOW,
    });
    db.write.create(CalendarDay, { day: '2026-10-01', year: 2026, kind: 'off', name: '国庆节' });
    await db.write.flush();
    const loaded = await loadCalendar(db.em);
    expect(loaded).toMatchObject({
      version: '2026-2026.1',
      years: [{ year: 2026, number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04', source: '国务院办公厅' }],
    });
    expect(dayKind(loaded, '2026-10-01').working).toBe(false);
    db.statements.length = 0;
    expect(await loadCalendar(db.orm.em.fork())).toBe(loaded);
    expect(db.statements).toHaveLength(1);
    db.write.create(CalendarDay, { day: '2026-10-10', year: 2026, kind: 'workday', name: '国庆节' });
    notice.loadedAt = '2026-09-19T00:00:00.000Z';
    await db.write.flush();
    const again = await loadCalendar(db.em);
    expect(again.version).toBe('2026-2026.2');
    expect(dayKind(again, '2026-10-10').working).toBe(true);
  });

  it('reads the defaults set by a day, the one that counts last', async () => {
    const by = { enteredBy: 'admin-1', reason: '试行' };
    const rule = 'accept-first.verify-within';
    db.write.create(RuleDefault, { rule, value: 4, validFrom: '2026-09-01', at: NOW, ...by });
    db.write.create(RuleDefault, { rule, value: 6, validFrom: '2026-09-01', at: '2026-09-18T02:00:00.001Z', ...by });
    db.write.create(RuleDefault, { rule, value: [1, 2], validFrom: '2026-10-01', at: NOW, ...by });
    await db.write.flush();
    expect((await loadRuleOverrides(db.em)).at(-1)).toEqual({
      rule,
      value: [1, 2],
      from: '2026-10-01',
      by: 'admin-1',
      reason: '试行',
    });
    await expect(loadRules(db.em, 'no-such-set', '2026-09-30', '2026-09-30T00:00:00.000Z')).rejects.toThrow(RangeError);
    expect(await loadRules(db.em, '2026-04-01', '2026-09-30', '2026-09-30T00:00:00.000Z')).toBeInstanceOf(Function);
  });
});
