import { entriesOf } from '../../cli/command.ts'
import { placeIn } from '../../cli/config/config.ts'
import { nameOf, takesMany, takesValue, type OptionEntry } from '../../cli/option.ts'
import type { OptionSet } from '../../cli/option-set.ts'
import { type Given, type Origin, originOf, resolveSettings } from '../../cli/settings.ts'
import type { ShownOption } from '../../model/options/shown-config.ts'

/** Returns the value of each option and where it comes from. Throws as a run with these options would. */
export function shownOptions(options: OptionSet, given: Given): ShownOption[] {
  const { origins, settings } = resolveSettings(options, given)
  return entriesOf(options)
    .filter(([, { inConfig }]) => inConfig !== 'never')
    .map(([name, entry]) => {
      const origin = origins.get(name) ?? (settings[name] === false ? turnedOff(name, entry, given) : null)
      const overrides = overriddenPlaces(name, entry, given, origin)
      if (origin === null)
        return { name: nameOf(entry), value: defaultOf(entry), source: 'default', at: null, overrides }
      const value = valueOf(entry, origin)
      return { name: nameOf(entry), value, source: origin.from, at: placeOf(origin), overrides }
    })
}

/** Where the option has another value, which is not used. */
function overriddenPlaces(name: string, entry: OptionEntry, given: Given, used: Origin | null): string[] {
  const { env, config } = given
  const nothing: Given = { typed: new Map(), env: {}, config: null }
  const origins = [originOf(name, entry, { ...nothing, env }), originOf(name, entry, { ...nothing, config })]
  return origins
    .filter(origin => origin !== null && origin.from !== used?.from)
    .map(origin => placeOf(origin as Origin))
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
