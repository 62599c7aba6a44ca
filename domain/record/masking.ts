/**
 * Personal data for a reader who does not need all of it: enough to tell two people apart, not enough to use.
 * Source: 个人信息保护法 6 (no more than the purpose needs), 51 (3) (de-identification).
 */

/** `张*`, `欧阳**`: the first character of a person's name. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return `${first}${'*'.repeat(Math.max(rest.length, 1))}`;
}

/** A resident ID number: the first three and the last four characters. */
export function maskResidentId(code: string): string {
  return maskMiddle(code, 3, 4);
}

/** A telephone number: the first three and the last two digits. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 2);
}

/** `z***@example.cn`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${[...email][0] ?? ''}***${email.slice(at)}`;
}

function maskMiddle(text: string, first: number, last: number): string {
  const characters = [...text];
  if (characters.length <= first + last) return '*'.repeat(characters.length);
  return [
    ...characters.slice(0, first),
    ...characters.slice(first, -last).map(() => '*'),
    ...characters.slice(-last),
  ].join('');
}

/**
 * A subject's name and code for a reader who does not need them: those of an organisation are public (企业信息公示
 * 暂行条例), those of a person are masked.
 */
export function maskSubject<S extends { kind: 'organisation' | 'person'; name: string; identifier: string }>(
  subject: S,
): S {
  if (subject.kind === 'organisation') return subject;
  return { ...subject, name: maskName(subject.name), identifier: maskResidentId(subject.identifier) };
}
