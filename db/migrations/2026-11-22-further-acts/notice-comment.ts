/** Whose people read that a notice to a person went out, where several authorities have to do with a case. */
export const noticeComment = `
comment on column notice.authority_id is '收件部门，或者发文部门 authority of the desk, of the handler written to, or of the part on which it writes to the applicant; null for a person: the authority of the case';
`;
