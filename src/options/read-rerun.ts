import { flagsOf, nameOf } from './entry.ts'
import type { Given, Settings } from './settings.ts'
import { entries } from './table.ts'

/** An option as it was typed. */
export interface TypedOption {
  /** `region` */
  name: string
  /** `-r`, `us-east-1`; not quoted. */
  words: readonly string[]
}

/** What a command needs that repeats this run with other options. */
export interface RerunOptions {
  /** The typed options that say what is audited and how it is judged. */
  typed: readonly TypedOption[]
  isSaved: boolean
  isFromStdin: boolean
  isDoubleChecked: boolean
  isUnusedOnly: boolean
  /** False where the named sources leave CloudTrail out. */
  asksCloudTrail: boolean
  /** All Regions were asked for, or single keys, or the sample account. */
  isRegionFixed: boolean
}

/** What variables of the environment say holds for that run, too. */
export function rerunOptions(settings: Settings, given: Given): RerunOptions {
  const { from, source, doubleCheck, only, region, key, demo } = settings
  return {
    typed: typedOptions(given),
    isSaved: from !== null,
    isFromStdin: from === '-',
    isDoubleChecked: doubleCheck,
    isUnusedOnly: only.length === 1 && only[0] === 'unused',
    asksCloudTrail: source === 'auto' || source.includes('cloudtrail'),
    isRegionFixed: demo || key.length > 0 || (region?.includes('all') ?? false),
  }
}

/** The groups that say what is audited and how it is judged, not how it is shown or how long it may take. */
const REPEATED: ReadonlySet<string> = new Set(['What to audit', 'Accounts', 'Usage and cost', 'Checks'])

const typedOptions = (given: Given): TypedOption[] =>
  entries.flatMap(([name, entry]) => {
    const values = given.get(name)
    if (values === undefined || !(REPEATED.has(entry.group) || name === 'from')) return []
    const [flag = ''] = flagsOf(entry)
    const words = entry.flags.includes('<') ? values.flatMap(value => wordsFor(flag, value)) : [flag]
    return [{ name: nameOf(entry), words }]
  })

/** A value that begins with a dash would be read as an option. */
const wordsFor = (flag: string, value: string): string[] =>
  !value.startsWith('-') || value === '-'
    ? [flag, value]
    : flag.startsWith('--')
      ? [`${flag}=${value}`]
      : [flag + value]
