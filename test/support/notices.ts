import { expect } from '@jest/globals';
import { dated, type NoticeCase, type NoticeText } from '../../domain/case/notice.ts';

/** What notices of a case name, with what the test is about changed. */
export function noticedCase(change: Partial<NoticeCase> = {}): NoticeCase {
  return {
    number: 'JN-2026-000123',
    matter: '食品经营许可',
    authority: '示范县市场监督管理局',
    superior: '示范县人民政府',
    subject: '好味餐饮',
    issuedOn: '2026-03-05',
    ...change,
  };
}

/**
 * What every notice must be, whatever it says: numbered, to somebody, issued by an authority on a day, each day written
 * as documents write it, and nothing of the machine in it.
 */
export function expectDocument({ kind, title, body }: NoticeText, file: NoticeCase): void {
  expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(title).toContain(`（${file.number}）`);
  // The title goes into mail subjects and lists: no name of the subject in it.
  expect(title).not.toContain(file.subject);
  expect(body.split('\n')[0]).toMatch(new RegExp(`^(${file.subject}|经办人|主管人员|系统管理员|上级机关|审计人员)：$`));
  expect(body).toContain(file.subject);
  const ending = ['', `办件编号：${file.number}`, file.authority, dated(file.issuedOn)];
  expect(body.split('\n').slice(-ending.length)).toEqual(ending);
  expect(`${title}${body}`).not.toMatch(/[0-9]{4}-[0-9]{2}-[0-9]{2}/);
  expect(`${title}${body}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|：。|、。|。。|；。|（）|，。/);
}
