/** The order in which notices were written: those of one step bear one instant. What is there keeps the order it is stored in. */
export const orderOfNotices = `
alter table notice add column seq bigint generated always as identity;
comment on column notice.seq is '写入顺序 order in which it was written, among those of one instant';
drop index notice_person_index;
drop index notice_desk_index;
drop index notice_case_index;
create index notice_person_index on notice (recipient_sub, at desc, seq desc) where recipient_kind = 'person';
create index notice_desk_index on notice (authority_id, desk_role, at desc, seq desc) where recipient_kind = 'desk';
create index notice_case_index on notice (case_id, at, seq);
`;
