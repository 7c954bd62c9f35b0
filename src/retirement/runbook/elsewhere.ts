import { codeSpan, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { resourceInWords } from '../../model/dependents.ts'
import type { OwnedKey, RetirementPlan, UnplannedKey } from '../../model/retirement/retirement.ts'
import { moreText, MOST_ROWS, nameOf } from './rows.ts'

/** The keys that the scripts leave out, and why. */
export const elsewhereText = (plan: RetirementPlan): string =>
  [migrateText(plan), ownedText(plan.owned_by_code), unplannedText(plan.not_planned)]
    .filter(part => part !== '')
    .join('\n')

function migrateText({ migrate_first: keys, dependent_types: types }: RetirementPlan): string {
  if (keys.length === 0) return ''
  const rows = keys.flatMap(key =>
    key.dependents
      .filter(one => one.acts_on_disabled || one.when_unusable === 'at-once' || one.when_unusable === 'within-hours')
      .map(one =>
        tableRow([
          nameOf(key),
          key.region,
          codeSpan(resourceInWords(types, one)),
          proseWithCode(one.consequence),
          one.irreversible_after_days === null ? 'not known' : `${one.irreversible_after_days} days`,
        ]),
      ),
  )
  return `## Migrate first

These resources fail soon after their key is disabled, and AWS stops, archives or deletes some of them. Move each one to another key, or delete it, and make a new plan. Do not disable the keys before.

${tableHead(['Key', 'Region', 'Resource', 'If the key is disabled', 'Lost after'])}${rows.slice(0, MOST_ROWS).join('')}${moreText(rows.length, 'row')}`
}

function ownedText(keys: readonly OwnedKey[]): string {
  if (keys.length === 0) return ''
  const rows = keys.map(key =>
    tableRow([
      nameOf(key),
      key.region,
      key.owner.tool,
      `${codeSpan(key.owner.name)}${key.owner.logical_id === null ? '' : ` ${codeSpan(key.owner.logical_id)}`}`,
      key.readiness,
    ]),
  )
  return `## Owned by code

The next deployment would change back what a script does, or fail. Disable and remove these keys in their code: the command that made this plan shows the blocks with \`-o cloudformation\` and \`-o terraform\`.

${tableHead(['Key', 'Region', 'Tool', 'Stack or tag', 'Readiness'])}${rows.slice(0, MOST_ROWS).join('')}${moreText(rows.length, 'row')}`
}

function unplannedText(keys: readonly UnplannedKey[]): string {
  if (keys.length === 0) return ''
  const rows = keys
    .slice(0, MOST_ROWS)
    .map(key =>
      tableRow([nameOf(key), key.region, key.readiness, key.reasons.map(({ text }) => proseWithCode(text)).join(' ')]),
    )
  return `## Not planned

${tableHead(['Key', 'Region', 'Readiness', 'Why'])}${rows.join('')}${moreText(keys.length, 'row')}`
}
