import { entriesOf } from '../../cli/command.ts'
import { placeIn } from '../../cli/config/config.ts'
import { nameOf, takesMany, takesValue, type OptionEntry } from '../../cli/option.ts'
import type { OptionSet } from '../../cli/option-set.ts'
import { type Given, type Origin, originOf, resolveSettings } from '../../cli/settings.ts'
import type { ShownOption } from '../../model/shown-config.ts'

/** Returns the value of each option and where it comes from. Throws as a run with these options would. */
export function shownOptions(options: OptionSet, given: Given): ShownOption[] {
  const { origins, settings } = resolveSettings(options, given)
  return entriesOf(options)
    .filter(([, { inConfig }]) => inConfig !== 'never')
    .map(([name, entry]) => {
      const origin = origins.get(name) ?? (settings[name] === false ? turnedOff(name, entry, given) : null)
      if (origin === null) return { name: nameOf(entry), value: defaultOf(entry), source: 'default', at: null }
      return { name: nameOf(entry), value: valueOf(entry, origin), source: origin.from, at: placeOf(origin) }
    })
}

/** A switch that is off has no origin, because it counts as not set. */
function turnedOff(name: string, entry: OptionEntry, given: Given): Origin | null {
  const origin = originOf(name, entry, given)
  return origin !== null && entry.kind(origin.words) === false ? origin : null
}

function valueOf(entry: OptionEntry, { words }: Origin): ShownOption['value'] {
  if (!takesValue(entry)) return entry.kind(words) === true
  if (!takesMany(entry)) return words.at(-1) ?? null
  return words.flatMap(word => word.split(',')).map(item => item.trim())
}

/** The help has the default in words, if it is more than nothing. */
function defaultOf(entry: OptionEntry): ShownOption['value'] {
  if (!takesValue(entry)) return entry.fallback === true
  const [, words] = /\(default: ([^()]*)\)/.exec(entry.help) ?? []
  return words ?? (takesMany(entry) ? [] : null)
}

function placeOf(origin: Origin): string {
  if (origin.from === 'file') return placeIn(origin, origin)
  return origin.from === 'flag' ? origin.flag : origin.variable
}
