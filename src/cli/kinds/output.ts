import { closestWord, didYouMean } from '../../lib/text/suggest.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import { BadValue, offering, type Kind } from './kind.ts'
import { inDirectory } from './config-path.ts'
import { STDOUT } from './kms.ts'

/** One `--output` as it was typed. */
export interface WantedOutput {
  /** Id of the format. */
  format: string
  /** The path after `=`. Null: stdout. Undefined: no file was named, so that `--output-file` decides. */
  file?: string | null
}

/**
 * `json` or `json=keys.json`, one for each time the option is typed.
 *
 * @param elsewhere formats of other commands, which the command refuses by its own message
 */
export const outputList = (
  formats: readonly string[],
  elsewhere: readonly string[] = [],
): Kind<readonly WantedOutput[]> => {
  const expected = joinWithOr(formats)
  return offering({ of: formats, suffix: 'file' }, words =>
    words.map(word => wantedOutput(word.trim(), { formats, elsewhere, expected })),
  )
}

/** Makes the path after `=` relative to a directory, if it is relative. */
export function pathOfOutput(word: string, directory: string): string {
  const [format, file] = split(word)
  return file === undefined || file === '' ? word : `${format}=${inDirectory(file, directory)}`
}

interface Formats {
  formats: readonly string[]
  elsewhere: readonly string[]
  expected: string
}

function wantedOutput(word: string, { formats, elsewhere, expected }: Formats): WantedOutput {
  const [typed, file] = split(word)
  const format = [...formats, ...elsewhere].find(each => each === typed.toLowerCase())
  if (format === undefined) throw new BadValue(expected, typed, hintFor(word, typed, formats))
  if (file === undefined) return { format }
  if (file === '')
    throw new BadValue('a file name after =', word, { hint: `For example ${format}=${exampleOf(format)}.` })
  if (file.startsWith('~/'))
    throw new BadValue('a path that the shell has expanded', word, { hint: `Use ${format}="$HOME${file.slice(1)}".` })
  return { format, file: STDOUT.includes(file) ? null : file }
}

function split(word: string): [format: string, file: string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

/**
 * Explains likely mistakes: several formats in one word, a file without a format, `json:keys.json`, a misspelt format.
 */
function hintFor(word: string, typed: string, formats: readonly string[]): { hint?: string } {
  if (typed === '' && word.length > 1) return { hint: `Use -o ${shown(word.slice(1))}.` }
  const parts = typed.split(',').map(part => part.trim().toLowerCase())
  if (parts.length > 1 && parts.some(part => formats.includes(part)))
    return { hint: `Repeat the option for several outputs: -o ${parts[0]} -o ${parts[1]}=FILE.` }
  const [, before = '', after] = /^(\w+):(.+)$/.exec(word) ?? []
  if (after !== undefined && formats.includes(before.toLowerCase()))
    return { hint: `Use ${before.toLowerCase()}=${shown(after)}.` }
  const ending = formats.find(each => typed.toLowerCase().endsWith(`.${each}`))
  if (ending !== undefined) return { hint: `Use ${ending}=${shown(typed)} to write to that file.` }
  return didYouMean(closestWord(typed, formats))
}

const exampleOf = (format: string): string => (format === 'table' ? 'keys.txt' : `keys.${format}`)

const shown = (word: string): string => quoted(word).slice(1, -1)
