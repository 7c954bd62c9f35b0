import { isPlain } from './plain-text.ts'

/**
 * Makes untrusted text safe to print: one line, without characters that act on a terminal or hide text. Line ends and
 * tabs become `\n`,
 * `\r` and `\t`. Other control, bidirectional and invisible characters, and halves of surrogate pairs, become
 * `\u{202e}`. Visible characters stay, including emoji and scripts that need joiners.
 */
export function safeText(text: string): string {
  if (isPlain(text)) return text
  return text.replace(unsafeCharacters(), (found, harmless: string | undefined) => harmless ?? escapeCharacter(found))
}

/**
 * Makes each line of a text for stderr safe, as `safeText` does. The word that scripts count in reports is written with
 * an escape, because cron jobs merge stderr into reports, and an account may have a role with that name.
 */
export const stderrText = (text: string): string =>
  text.split('\n').map(safeText).join('\n').replaceAll(COUNTED, '\\u{4e}ever')

const COUNTED = /Never/g

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
  String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]`,
  // A mark without a letter is drawn on the character before it, and many marks cover the lines above.
  String.raw`^[\p{Mn}\p{Me}]`,
  String.raw`(?<=\p{Mn}{4})\p{Mn}`,
]

// Built from strings, because the `v` flag, which supports whole emoji, is newer than the language level of the
// compiler.
const compile = (): RegExp => new RegExp(`(${HARMLESS.join('|')})|${HARMFUL.join('|')}`, 'gv')

let compiled: RegExp | undefined
/**
 * Compiles the expression when it is first needed. That takes as long as starting Node, and most runs show no text that
 * needs it.
 */
const unsafeCharacters = (): RegExp => (compiled ??= compile())

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escapeCharacter = (character: string): string =>
  SHORT[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
