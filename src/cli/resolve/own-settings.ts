import { liveOptions } from '../groups/index.ts'
import type { OptionSet } from '../option-set.ts'
import { type Given, type Resolved, resolveSettings } from '../settings.ts'

/**
 * Returns the settings of an audit for a command that takes only `own` options. The other options of an audit keep their
 * defaults, whatever the environment and the config file say.
 *
 * @param reads whether the variable of an option of the command counts
 */
export const resolveOwnSettings = <S extends OptionSet>(
  own: S,
  given: Given,
  reads: (name: string) => boolean,
): Resolved<typeof liveOptions & S> =>
  resolveSettings({ ...liveOptions, ...own }, given, name => Object.hasOwn(own, name) && reads(name))
