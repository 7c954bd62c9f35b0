import { optionWords } from '../../lib/text/option-words.ts'
import type { Rerun, RerunOptions } from '../../model/options/rerun.ts'
import { liveOptions, type LiveSettings } from '../groups/index.ts'
import { flagsOf, isValueOptional, nameOf, takesValue, type OptionEntry } from '../option.ts'
import type { TypedOptions } from '../settings.ts'

/** Only typed options are repeated: environment variables apply to the next command as well. */
export function rerunOptions(settings: LiveSettings, typed: TypedOptions): RerunOptions {
  const { from, source, doubleCheck, only, region, key, demo } = settings
  return {
    options: typedOptions(typed),
    isSaved: from !== null,
    isFromStdin: from === '-',
    isDoubleChecked: doubleCheck,
    isUnusedOnly: only.length === 1 && only[0] === 'unused',
    asksCloudTrail: source === 'auto' || source.includes('cloudtrail'),
    isRegionFixed: demo || key.length > 0 || (region?.includes('all') ?? false),
  }
}

/** Groups of options that decide what is audited and how it is judged. */
const REPEATED: ReadonlySet<string> = new Set([
  'What to audit',
  'Accounts',
  'Usage and cost',
  'Archives of CloudTrail',
  'Dependents',
  'Checks',
  'Config file',
])

const typedOptions = (typed: TypedOptions): Rerun['options'] =>
  Object.entries<OptionEntry>(liveOptions).flatMap(([name, entry]) => {
    const values = typed.get(name)
    if (values === undefined || !(REPEATED.has(entry.group) || name === 'from')) return []
    const [flag = ''] = flagsOf(entry)
    const words = takesValue(entry) ? values.flatMap(value => wordsOf(entry, flag, value)) : [flag]
    return [{ name: nameOf(entry), words }]
  })

const wordsOf = (entry: OptionEntry, flag: string, value: string): string[] =>
  isValueOptional(entry) && value === 'true' ? [flag] : optionWords(flag, value)
