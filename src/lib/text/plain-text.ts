import { once } from '../flow/once.ts'

/** Characters of one column that never join with their neighbours: ASCII, Latin, Cyrillic, and what draws tables. */
const ONE_COLUMN = String.raw` -~\u00b7\u00c0-\u024f\u0400-\u0481\u048a-\u052f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190-\u2193\u2500-\u259f`

/** Such characters of two columns: kana, Han, Hangul and the punctuation between them. */
const TWO_COLUMNS = String.raw`\u3001-\u3003\u3008-\u3011\u3041-\u3096\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e`

/** Emoji of one code point, each of two columns; regional indicators and skin tones join with what is before them. */
const EMOJI = String.raw`(?![\p{Regional_Indicator}\p{Emoji_Modifier}])\p{Emoji_Presentation}`

/** Whether text is ASCII. This is true for most texts, and the fastest test. */
export const isAscii = (text: string): boolean => ASCII.test(text)

/**
 * Whether text has only characters that are safe to print. Its width is counted about 100 times faster than that of
 * other text.
 */
export const isPlain = (text: string): boolean => isAscii(text) || !notPlain().test(text)

export const plainWidth = (text: string): number =>
  isAscii(text) ? text.length : text.length + text.replace(NARROW_ONES, '').length

const ASCII = /^[ -~]*$/
/** Made when it is first needed, because most runs show ASCII only. */
const notPlain = once(() => new RegExp(`(?!${EMOJI})[^${ONE_COLUMN}${TWO_COLUMNS}]`, 'u'))
/** Each half of an emoji counts as one column. */
const NARROW_ONES = new RegExp(`[${ONE_COLUMN}\\ud800-\\udfff]+`, 'g')
