/** How long a measure may last, where the text of its row says so: data of the list, as everything else of it. */
export const termsOfMeasures = `
alter table measure
  add column least_months integer,
  add column most_months integer,
  add column term_words text,
  add constraint measure_term_whole check ((least_months is null) = (most_months is null)),
  add constraint measure_term_range check (least_months > 0 and least_months <= most_months),
  add constraint measure_term_read check (most_months is null or term_words is not null);
comment on column measure.least_months is '最短月数 months it lasts at the least, from its first day; null: none named';
comment on column measure.most_months is '最长月数 months it lasts at the most; null: none named, or it may be for life';
comment on column measure.term_words is '期限原文 words of the row that the term was read in';
`;
