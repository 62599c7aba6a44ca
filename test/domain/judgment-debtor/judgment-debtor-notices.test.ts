import { describe, expect, it } from '@jest/globals';
import {
  debtorChangedNotice,
  debtorListedNotice,
  debtorWithdrawnNotice,
} from '../../../domain/judgment-debtor/judgment-debtor-notices.ts';
import { DEBTOR_MESSAGES } from '../../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';
import * as notices from '../../../domain/reorganisation/reorganisation-notices.ts';

const file = noticedCase({
  matter: '失信被执行人信息公示',
  authority: '示范县人民法院',
  superior: null,
  subject: '示范县第一商店',
});
const ruling = { kind: 'plan', number: '（2026）浙0199破3号', court: '示范县人民法院', ruledOn: '2026-05-11' } as const;
const records = [{ documentNumber: '市监罚〔2026〕7号', authority: '示范县市场监督管理局' }];

describe('notices to who is listed', () => {
  it('say the situation, the last day, and that only the court can end it', () => {
    const fixed = debtorListedNotice(file, '（2026）浙0199执8号', { situation: 3, endsBy: '2028-05-11' }, [
      { name: '限制作为供应商参加政府采购', basis: '中办发〔2016〕64号 二(一)7' },
    ]);
    expect(fixed.body).toContain('1. 限制作为供应商参加政府采购（中办发〔2016〕64号 二(一)7）');
    expect(fixed.body).toContain('2028年5月11日');
    expect(fixed.body).toContain('规避执行');
    expect(fixed.body).toContain('向示范县人民法院书面申请纠正');
    const open = debtorListedNotice(file, '（2026）浙0199执8号', { situation: 1, endsBy: null }, []);
    expect(open.body).toContain('没有固定期限');
  });

  it('have words of their own for every message', () => {
    const bodies = DEBTOR_MESSAGES.map((kind) =>
      kind === 'debtor.withdrawn'
        ? debtorWithdrawnNotice(file, '执8号', 'performed', '2026-06-01')
        : debtorChangedNotice(file, '执8号', kind),
    );
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(DEBTOR_MESSAGES.length);
    expect(new Set(bodies.map(({ kind }) => kind)).size).toBe(DEBTOR_MESSAGES.length);
    for (const built of bodies) expectDocument(built, file);
  });
});

describe('notices of a reorganisation', () => {
  it('tell what is shielded and lifted, that periods run on, and the remedies where it is adverse', () => {
    const shielded = notices.shieldedNotice(file, ruling, records, ['限制作为供应商参加政府采购']);
    expect(shielded.body).toContain('示范县市场监督管理局市监罚〔2026〕7号');
    expect(shielded.body).toContain('限制作为供应商参加政府采购');
    expect(shielded.body).toContain('公示期照常计算');
    expect(notices.shieldedNotice(file, ruling, [], []).body).toContain('下列信息，停止公示和共享：无');
    const failed = notices.failedNotice(file, ruling, '2026-09-01', records, '债务人不执行重整计划');
    expect(failed.body).toContain('债务人不执行重整计划');
    expect(failed.body).toContain('对人民法院裁定有异议的，依法向人民法院提出');
    expect(failed.body).toContain('行政复议');
  });

  it('name the ruling and what it approved, a settlement as a settlement', () => {
    const settlement = { ...ruling, kind: 'settlement' } as const;
    expect(notices.carriedOutNotice(file, ruling, '2026-09-01', records).body).toContain(
      '重整计划已于2026年9月1日执行完毕',
    );
    expect(notices.carriedOutNotice(file, settlement, '2026-09-01', records).body).toContain(
      '和解协议已于2026年9月1日',
    );
    expect(notices.rulingToConfirm(file, ruling, '2026-05-25').body).toContain('2026年5月25日');
    expect(notices.rulingAwaitedNotice(file, ruling, '2026-05-25').body).toContain('（2026）浙0199破3号');
    expect(notices.notConfirmedNotice(file, ruling, '查无此案').body).toContain('查无此案');
    expect(notices.reorganisationWithdrawnNotice(file).body).toContain('撤回');
    expect(notices.statementAddedNotice(file, 'court', '重整顺利').body).toContain('人民法院');
    expect(notices.statementAddedNotice(file, 'administrator', '重整顺利').body).toContain('管理人');
  });

  it('are documents, every one', () => {
    for (const built of [
      notices.rulingAwaitedNotice(file, ruling, '2026-05-25'),
      notices.rulingToConfirm(file, ruling, '2026-05-25'),
      notices.shieldedNotice(file, ruling, records, []),
      notices.shieldedForAuthority(file, ruling, records),
      notices.carriedOutNotice(file, ruling, '2026-09-01', records),
      notices.failedNotice(file, ruling, '2026-09-01', records, '债务人不执行重整计划'),
      notices.outcomeForAuthority(file, ruling, 'failed', records),
      notices.notConfirmedNotice(file, ruling, '查无此案'),
      notices.reorganisationWithdrawnNotice(file),
      notices.statementAddedNotice(file, 'court', '重整顺利'),
    ])
      expectDocument(built, file);
  });

  it('tell an authority what it must not do, and how it ended', () => {
    expect(notices.shieldedForAuthority(file, ruling, records).body).toContain('不得公示、共享');
    expect(notices.outcomeForAuthority(file, ruling, 'carried-out', records).body).toContain('终局修复');
    expect(notices.outcomeForAuthority(file, ruling, 'failed', records).body).toContain('恢复原状');
  });
});
