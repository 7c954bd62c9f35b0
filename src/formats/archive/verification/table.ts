import { capitalized } from '../../../lib/text/capitalized.ts'
import { compareTexts } from '../../../lib/text/compare-texts.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import type {
  ArchiveVerification,
  VerificationProblem,
  VerifiedTrail,
} from '../../../model/archive/archive-verification.ts'
import type { Format, View } from '../../format.ts'
import { drawTable } from '../../table/draw-table.ts'
import type { DrawnColumn } from '../../table/drawn-column.ts'
import { labelledLines } from '../../table/labelled-lines.ts'
import { frameFor } from '../../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../../table/terminal.ts'

const table: Format<ArchiveVerification> = {
  title: 'one line per trail, account and Region, and the files that are altered, damaged or missing',
  *render(verification, view) {
    const { trails } = verification
    const columns = VERIFIED.map(column => withWidth(column, trails))
    const shown = view.terminal ? fitting(columns, trails, view) : columns
    if (trails.length > 0) {
      yield* drawTable(shown, trails, view, frameFor(shown, view))
      yield '\n'
    }
    for (const [label, text] of linesOf(verification)) yield `${labelledLines(label, safeText(text), view)}\n`
    const hidden = columns.filter(({ title }) => !shown.some(other => other.title === title))
    if (hidden.length > 0)
      yield `${labelledLines('Not shown', `${hidden.map(({ title }) => title).join(', ')}. Widen the terminal or use -o json.`, view)}\n`
  },
}

export default table

type TrailColumn = Pick<DrawnColumn, 'title' | 'align'> & { text(trail: VerifiedTrail): string }

const left = (title: string, text: TrailColumn['text']): TrailColumn => ({ title, align: 'left', text })
const right = (title: string, text: TrailColumn['text']): TrailColumn => ({ title, align: 'right', text })

const VERIFIED: readonly TrailColumn[] = [
  left('Account', ({ account_id }) => account_id),
  left('Region', ({ region }) => region),
  left('Trail', ({ trail }) => safeText(trail)),
  left('Since', ({ since }) => since?.slice(0, 10) ?? '-'),
  left('Until', ({ until }) => until?.slice(0, 10) ?? '-'),
  right('Digests', ({ digests }) => countText(digests)),
  right('Signed', ({ signed }) => countText(signed)),
  right('Files', ({ log_files: files }) => countText(files)),
  right('Unchanged', ({ log_files_unchanged: files }) => countText(files)),
  right('Altered', trail => problemCount(trail, 'altered')),
  right('Damaged', trail => problemCount(trail, 'damaged')),
  right('Missing', trail => problemCount(trail, 'missing')),
]

const problemCount = ({ problems }: VerifiedTrail, kind: VerificationProblem['what']): string =>
  countText(problems.filter(({ what }) => what === kind).length)

const withWidth = (column: TrailColumn, trails: readonly VerifiedTrail[]): DrawnColumn<VerifiedTrail> => ({
  ...column,
  width: Math.max(...[column.title, ...trails.map(column.text)].map(displayWidth)),
  style: () => undefined,
})

/** Leaves out columns until the others fit. The account is the last of them if it tells the rows apart. */
function fitting(columns: readonly DrawnColumn<VerifiedTrail>[], trails: readonly VerifiedTrail[], view: View) {
  let kept = columns
  const hasOneAccount = trails.every(({ account_id: account }) => account === trails[0]?.account_id)
  const others = hasOneAccount ? ['Account'] : ['Until', 'Unchanged', 'Account']
  for (const title of ['Signed', 'Since', 'Digests', ...others])
    if (widthOf(kept) > usableWidth(view)) kept = kept.filter(column => column.title !== title)
  return kept
}

const widthOf = (columns: readonly DrawnColumn<VerifiedTrail>[]): number =>
  columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP)

/** Files that have a line of their own. */
const MOST = 10

function* linesOf({
  trails,
  summary,
  signatures,
  unreadable,
}: ArchiveVerification): Generator<readonly [string, string]> {
  const { digests, log_files: files, unnamed } = summary
  yield [
    'Verified',
    `${countNoun(digests, 'digest file')} and ${countNoun(files, 'log file')}: ${resultText(summary)}.`,
  ]
  yield ['Signatures', signaturesText(signatures, trails)]
  const problems = trails.flatMap(trail => trail.problems).toSorted((a, b) => compareTexts(a.what, b.what))
  for (const { what, file, why } of problems.slice(0, MOST)) yield [capitalized(what), `${file}: ${why}`]
  if (problems.length > MOST) yield ['', `and ${countText(problems.length - MOST)} more: use -o csv`]
  const next = nextText(summary)
  if (next !== null) yield ['Next', next]
  if (unnamed > 0)
    yield [
      'Not named',
      `${countNoun(unnamed, 'log file')}. No readable digest file names them, so nothing proves their content.`,
    ]
  for (const { path, why } of unreadable.slice(0, MOST)) yield ['Not read', `${path}: ${why}`]
}

function signaturesText({ checked, why }: ArchiveVerification['signatures'], trails: readonly VerifiedTrail[]): string {
  if (!checked) return `Not checked: ${why ?? ''}.`
  const unknown = trails.reduce((sum, { hash_only: count }) => sum + count, 0)
  const text = 'Checked with the public keys of CloudTrail'
  if (unknown === 0) return `${text}.`
  const files = countNoun(unknown, 'digest file')
  return `${text}, except ${files} with a key that --public-keys does not have. Add the keys of all Regions and times.`
}

/** What to do about files that are not proven to be altered. */
function nextText({ damaged, missing }: ArchiveVerification['summary']): string | null {
  if (damaged + missing === 0) return null
  const which = damaged === 0 ? 'missing' : missing === 0 ? 'damaged' : 'missing and damaged'
  const first = damaged === 0 ? '' : ' Remove damaged files first: aws s3 sync may treat them as unchanged.'
  return `Copy the ${which} files from the bucket again, then verify again.${first}`
}

function resultText({ digests, altered, damaged, missing }: ArchiveVerification['summary']): string {
  if (digests === 0) return 'without digest files, nothing proves that log files are as CloudTrail delivered them'
  if (altered + damaged + missing === 0) return 'all are as CloudTrail delivered them, as far as digest files prove it'
  return `${countText(altered)} altered, ${countText(damaged)} damaged, ${countText(missing)} missing`
}
