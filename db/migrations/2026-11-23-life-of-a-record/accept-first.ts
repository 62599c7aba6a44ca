/** When the notice of a paper application was handed over, where that was before its registration. */
export const acceptFirstNoticeDay = `
alter table accept_first
  add column notice_handed_on date,
  add constraint accept_first_notice_by_desk check (notice_handed_on is null or registered_by is not null);
comment on column accept_first.notice_handed_on is
  '容缺受理通知书交付日 day on which the notice was handed over; null: sent by the service with the registration';
`;
