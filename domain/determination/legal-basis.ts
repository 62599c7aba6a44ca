/** Whether a clause that somebody names is (among) the legal basis of a measure, as the list of measures writes it. */

/** A law or document, and those of its articles that are named; none: it is named as a whole. */
interface Citation {
  readonly law: string;
  readonly articles: readonly number[];
}

const ARTICLE = /第([0-9]+|[零〇一二两三四五六七八九十百千]+)条(?:之[一二三四五六七八九十]+)?/g;
const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/**
 * Whether what is cited names a basis: the same law or document and, where the basis says which, an article of it. Articles
 * are the same in digits and in characters; a law is the same with and without “中华人民共和国” and its quotation marks.
 * Of several bases of a measure one is enough. Source: 国办发〔2020〕49号（九）: no measure without its basis.
 */
export function citesBasis(cited: string, basis: string): boolean {
  const named = citationsIn(cited);
  return citationsIn(basis).some((one) =>
    named.some(
      ({ law, articles }) =>
        law.endsWith(one.law) &&
        (one.articles.length === 0 || articles.some((article) => one.articles.includes(article))),
    ),
  );
}

/** The laws and documents of a text, in order; an article without a law of its own is of the law before it. */
function citationsIn(text: string): Citation[] {
  const plain = text.replace(/[（(][^（()）]*[）)]/g, '').replace(/[《》\s]|中华人民共和国/g, '');
  const found: Citation[] = [];
  for (const part of plain.split(/[；;，,。、]|以及|或者|[和及](?=第)/)) {
    const articles = [...part.matchAll(ARTICLE)].map(([, number = '']) => articleNumber(number));
    const law = lawOf(part);
    const last = found.at(-1);
    if (law !== '') found.push({ law, articles });
    else if (last !== undefined) found.push({ law: last.law, articles });
  }
  return found;
}

/** What stands before the article; of a document known by its number, as far as the number. */
function lawOf(part: string): string {
  const document = /^.*?〔[0-9]{4}〕[0-9]+号/.exec(part)?.[0] ?? /^.*?令第[0-9]+号/.exec(part)?.[0];
  return document ?? part.split(/第(?:[0-9]+|[零〇一二两三四五六七八九十百千]+)[条章款项]/)[0] ?? '';
}

/** An article's number: in digits, or in characters up to thousands (第一百三十五条). */
function articleNumber(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let [sum, digit] = [0, 0];
  for (const character of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = UNITS[character];
    if (unit === undefined) digit = DIGITS.indexOf(character);
    else {
      sum += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}
