import type { Dependent } from '../../src/dependents/dependent.ts'
import { dependents } from '../../src/dependents/index.ts'
import { load } from '../../src/lib/registry.ts'
import type { Effect } from '../../src/model/dependents.ts'
import { tableOf } from './markdown.ts'

const WHEN: Readonly<Record<Effect, string>> = {
  'at-once': 'At once',
  'within-hours': 'Within hours',
  'on-next-start': 'On the next start',
  'on-restore': 'On a restore',
  unknown: 'Not known',
}

/** The table of all types of resources that are searched for references to keys. */
export async function dependentsMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(dependents).map(async id => {
      const { plural, effort, mayDecrypt, effect } = await load<Dependent>(dependents, id)
      const searched = mayDecrypt !== undefined ? 'if named' : effort === 'list' ? 'always' : 'with `all`'
      const when = `${WHEN[effect.when]}: ${effect.consequence}`
      return [`\`${id}\``, plural, searched, effect.actsOnDisabled ? `**${when}**` : when]
    }),
  )
  return tableOf(['Type', 'Resources', 'Searched', 'What happens if the key is disabled or deleted'], rows)
}
