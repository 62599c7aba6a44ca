import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Notice } from '../../db/entities/notice.ts';
import { findCaseDetail } from '../../db/queries/case-detail.ts';
import { listInbox, markRead, type Reader } from '../../db/queries/inbox.ts';
import { insertCase, insertCounty, NOW } from '../support/rows.ts';
import { walk } from '../support/walk.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

describe('inbox', () => {
  const reader = (): Reader => ({
    sub: `officer of ${db.county.authorityCode}`,
    desks: [{ role: 'officer', authority: db.county.authorityCode }],
  });

  async function fill(): Promise<Record<string, string>> {
    const { id: caseId } = await insertCase(db.write, db.county);
    const other = await insertCounty(db.write);
    const at = (second: number) => `2026-09-18T02:00:0${second}.000Z`;
    const ids: Record<string, string> = {};
    const add = (
      name: string,
      to: Pick<Notice, 'recipientKind' | 'recipientSub' | 'authorityId' | 'deskRole'>,
      second: number,
    ) => {
      const id = randomUUID();
      ids[name] = id;
      db.write.create(Notice, {
        id,
        caseId,
        kind: 'reminder',
        title: name,
        body: `正文 ${name}`,
        at: at(second),
        ...to,
      });
    };
    const desk = { recipientKind: 'desk', recipientSub: null } as const;
    add(
      'mine',
      { recipientKind: 'person', recipientSub: reader().sub, authorityId: db.county.authorityId, deskRole: null },
      1,
    );
    add('other person', { recipientKind: 'person', recipientSub: 'officer-2', authorityId: null, deskRole: null }, 2);
    add('no account', { recipientKind: 'person', recipientSub: null, authorityId: null, deskRole: null }, 2);
    add('desk', { ...desk, authorityId: db.county.authorityId, deskRole: 'officer' }, 3);
    add('desk, same moment', { ...desk, authorityId: db.county.authorityId, deskRole: 'officer' }, 3);
    add('supervisors', { ...desk, authorityId: db.county.authorityId, deskRole: 'supervisor' }, 4);
    add('other authority', { ...desk, authorityId: other.authorityId, deskRole: 'officer' }, 5);
    add('admin', { ...desk, authorityId: null, deskRole: 'admin' }, 6);
    await db.write.flush();
    return ids;
  }

  it('shows what was written to the person and their desks, newest first, page by page', async () => {
    await fill();
    const titles = (await walk((cursor) => listInbox(db.em, reader(), {}, { limit: 2, cursor }))).map(
      ({ title }) => title,
    );
    expect([...titles].sort()).toEqual(['desk', 'desk, same moment', 'mine']);
    expect(titles.at(-1)).toBe('mine');
    const { items } = await listInbox(
      db.em,
      { sub: 'boss', desks: [{ role: 'admin' }] },
      {},
      { limit: 10, cursor: null },
    );
    expect(items.filter(({ title }) => title === 'admin')).toHaveLength(items.length);
    expect(items[0]).toMatchObject({
      body: '正文 admin',
      deskRole: 'admin',
      at: '2026-09-18T02:00:06.000Z',
      readAt: null,
    });
  });

  it('keeps the order in which what bears one instant was written, here and in the case', async () => {
    const { id: caseId } = await insertCase(db.write, db.county);
    const sub = `reader of ${caseId}`;
    const to = { recipientKind: 'person', recipientSub: sub, authorityId: null, deskRole: null } as const;
    const written = Array.from({ length: 12 }, (_, index) => `第${index + 1}件`);
    for (const title of written)
      db.write.create(Notice, { id: randomUUID(), caseId, kind: 'reminder', title, body: '正文', at: NOW, ...to });
    await db.write.flush();
    const titles = (await walk((cursor) => listInbox(db.em, { sub, desks: [] }, {}, { limit: 5, cursor }))).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(written.toReversed());
    const read = await findCaseDetail(db.em, caseId, () => Promise.resolve(null));
    expect(read?.detail.notices.map(({ title }) => title)).toEqual(written);
  });

  it('keeps the first reading, of each reader', async () => {
    const ids = await fill();
    const id = ids['desk'] ?? '';
    expect(await markRead(db.em, reader(), id, NOW)).toBe(true);
    expect(await markRead(db.em, reader(), id, '2026-09-19T00:00:00.000Z')).toBe(true);
    const { items } = await listInbox(db.em, reader(), {}, { limit: 10, cursor: null });
    expect(items.find((item) => item.id === id)?.readAt).toBe(NOW);
    const unread = await listInbox(db.em, reader(), { unread: true }, { limit: 10, cursor: null });
    expect(unread.items.map(({ title }) => title).sort()).toEqual(['desk, same moment', 'mine']);
    const read = await listInbox(db.em, reader(), { unread: false }, { limit: 10, cursor: null });
    expect(read.items.filter(({ readAt }) => readAt === null)).toEqual([]);
    expect(read.items.length).toBeGreaterThan(0);
    const colleague = await listInbox(
      db.em,
      { ...reader(), sub: 'officer-3' },
      { unread: true },
      { limit: 10, cursor: null },
    );
    expect(colleague.items).toHaveLength(2);
  });

  it('does not let anybody read, or learn of, what is not theirs', async () => {
    const ids = await fill();
    for (const name of ['other person', 'no account', 'supervisors', 'other authority', 'admin']) {
      expect(await markRead(db.em, reader(), ids[name] ?? '', NOW)).toBe(false);
    }
    expect(await markRead(db.em, reader(), randomUUID(), NOW)).toBe(false);
  });
});
