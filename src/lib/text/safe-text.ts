import { once } from '../flow/once.ts'
import { isPlain } from './plain-text.ts'

/**
 * Makes untrusted text safe to print: one line, without characters that act on a terminal or hide text. Line ends and
 * tabs become `\n`,
 * `\r` and `\t`. Other control, bidirectional and invisible characters, and halves of surrogate pairs, become
 * `\u{202e}`. Visible characters stay, including emoji and scripts that need joiners.
 */
export function safeText(text: string): string {
  if (isPlain(text)) return text
  const { suspicious, dependent, harmful } = quickExpressions()
  if (!suspicious.test(text)) return text
  if (!dependent.test(text)) return text.replace(harmful, escapeCharacter)
  return text.replace(unsafeCharacters(), (found, harmless: string | undefined) => harmless ?? escapeCharacter(found))
}

/**
 * Makes each line of a text for stderr safe, as `safeText` does. The word that scripts count in reports is written with
 * an escape, because cron jobs merge stderr into reports, and an account may have a role with that name.
 */
export const stderrText = (text: string): string =>
  text.split('\n').map(safeText).join('\n').replaceAll(COUNTED, '\\u{4e}ever')

const COUNTED = /Never/g

/** Characters that are harmful unless they belong to a visible one beside them. */
const INVISIBLE = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}`

/** Marks and variation selectors, joiners, and tags: whether they are harmful depends on the characters beside them. */
const DEPENDENT = String.raw`\p{Mn}\p{Me}\u200c\u200d\u{e0020}-\u{e007f}`

/** Expressions that compile in a millisecond, and decide about most texts. */
const quickExpressions = once(() => ({
  suspicious: new RegExp(`[${INVISIBLE}${DEPENDENT}]`, 'u'),
  dependent: new RegExp(`[${DEPENDENT}]`, 'u'),
  harmful: new RegExp(`[${INVISIBLE}]`, 'gu'),
}))

/** Invisible characters that belong to visible ones: inside emoji, and between letters that they join or separate. */
const HARMLESS = [
  String.raw`\p{RGI_Emoji}`,
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<=\p{Script=Han})\p{Variation_Selector}`,
  ...['Arab', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Mong'].map(
    script => String.raw`(?<=\p{scx=${script}})[\u200C\u200D](?=\p{scx=${script}})`,
  ),
]

const HARMFUL = [
  `[${INVISIBLE}]`,
  // A mark without a letter is drawn on the character before it, and many marks cover the lines above.
  String.raw`^[\p{Mn}\p{Me}]`,
  String.raw`(?<=\p{Mn}{4})\p{Mn}`,
]

/**
 * The expression for all texts, compiled when it is first needed. That takes as long as starting Node, and few runs
 * show a dependent character. It is built from strings, because the `v` flag, which supports whole emoji, is newer than
 * the language level of the compiler.
 */
const unsafeCharacters = once(() => new RegExp(`(${HARMLESS.join('|')})|${HARMFUL.join('|')}`, 'gv'))

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escapeCharacter = (character: string): string =>
  SHORT[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
