import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { documentUrl } from '../../finding/finding-text.ts'
import type { Subject } from '../../finding/subject.ts'
import { type FindingEntry, type FindingGroup, isUrgent } from '../../table/findings/group-findings.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { badge, command } from '../frame/parts.ts'
import { remedyDetails } from './keys/finding-details.ts'

/** The failing findings of one check: why it matters, then each statement with the keys and what to paste. */
export function checkMarkup({ check, severity, title, entries, count }: FindingGroup): Markup {
  const details = entries[0]?.subjects[0]?.check
  const url = documentUrl(details?.docs)
  const shown = entries.slice(0, ENTRIES_SHOWN)
  const left = entries.slice(ENTRIES_SHOWN).reduce((sum, { subjects }) => sum + subjects.length, 0)
  return markup`<details class="card check" ${isUrgent(severity) ? OPEN : null}><summary>${badge(severity, 's')} <strong>${title}</strong> <code>${check}</code> <span class="soft">${countNoun(count, 'finding')}</span></summary>
${details === undefined ? null : markup`<p>${details.why}${url === undefined ? null : markup` <a href="${url}" rel="noreferrer">AWS documentation<span class="hidden-label"> of ${check}</span></a>`}</p>`}<ul>${shown.map(entryMarkup)}</ul>${
    left === 0
      ? null
      : markup`<p class="soft">${countText(left)} more: ${entries.some(({ subjects }) => subjects.some(({ finding }) => finding.resource !== undefined)) ? null : markup`choose <code>${check}</code> in the filter “Findings” of the table of keys, or `}use -o json.</p>`
  }</details>\n`
}

const OPEN = markup`open`

/** The others are in the table of keys. */
const ENTRIES_SHOWN = 10
const SUBJECTS_SHOWN = 5

function entryMarkup({ detail, isNew, subjects }: FindingEntry): Markup {
  const shown = subjects.slice(0, SUBJECTS_SHOWN)
  const more = subjects.length - shown.length
  return markup`<li>${isNew ? markup`<strong>New:</strong> ` : null}${detail}
${shown.map(subject => markup`<p class="soft wrap-anywhere">${subjectName(subject)}</p>${fixMarkup(subject)}`)}${more === 0 ? null : markup`<p class="soft">and ${countText(more)} more${shown.some(({ finding }) => finding.resource !== undefined) ? ': use -o json' : ', each with its remedy in the table of keys'}</p>`}</li>\n`
}

const fixMarkup = ({ finding }: Subject): Content =>
  remedyDetails(finding).map(({ kind, text }) =>
    kind === 'command' ? command(text.split('\n')) : markup`<p>${text}</p>`,
  )

/** `orders (1c168adb-…), us-east-1, account 111122223333, Owner=payments`. Raw text. */
export function subjectName({ name, finding, region, regions, accountName, owners }: Subject): string {
  const { account_id: account, resource } = finding
  const id = resource?.id ?? finding.key_id
  const where = id === null ? regions.join(', ') : finding.region === null ? '' : region
  const who = accountName === null ? `account ${account}` : `account ${accountName} (${account})`
  const what = id === null ? [] : [name === null || name === id ? id : `${name.replace(/^alias\//, '')} (${id})`]
  return [...what, ...(where === '' ? [] : [where]), who, ...owners].join(', ')
}
