import type { ArchiveOption, Form } from '../../archives/archive-option.ts'
import { type EveryArchiveOption, everyArchiveOption } from '../../archives/registry.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { BadValue, type Kind, offering } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

type ArchiveEntries = {
  [Name in keyof EveryArchiveOption]: EveryArchiveOption[Name] extends ArchiveOption<infer Value, infer Fallback>
    ? OptionEntry<Value, Fallback>
    : never
}

/** Options about archived events of CloudTrail, as the archives declare them. */
export const archiveOptions = Object.fromEntries(
  Object.entries<ArchiveOption>(everyArchiveOption).map(([name, archived]) => [name, toEntry(archived)]),
) as ArchiveEntries

function toEntry({ form, ...archived }: ArchiveOption): OptionEntry {
  return option({
    ...archived,
    group: 'Archives of CloudTrail',
    kind: kindOf(form),
    ...(form.isPath && { resolvePath: inDirectory }),
  })
}

function kindOf({ expected, read, isPath }: Form<unknown>): Kind<unknown> {
  const kind: Kind<unknown> = words => {
    const value = read(words)
    if (value === null) throw new BadValue(expected, words.at(-1)?.trim() ?? '')
    return value
  }
  return isPath ? offering({ of: 'files' }, kind) : kind
}
