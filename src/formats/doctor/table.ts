import { groupBy } from '../../lib/group-by.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { pad } from '../../lib/text/cut.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { paint, type Style } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { wrapWhole } from '../../lib/text/wrap-columns.ts'
import type { Diagnosis, OperationDiagnosis } from '../../model/diagnosis.ts'
import type { Format, View } from '../format.ts'
import { aboutConnection, type Line } from './connection-lines.ts'
import { quotaLines } from './quota-lines.ts'

/** A line for each thing that was tried: whether it works, what it is, and the detail. */
const table: Format<Diagnosis> = {
  title: 'one line for each thing that was tried, and what a run will miss',
  *render(diagnosis, view) {
    const lines = [...aboutConnection(diagnosis), ...operationLines(diagnosis), ...quotaLines(diagnosis)]
    const notTried = diagnosis.not_tried.map(({ operation, why }): Line => ['-', operation, `not tried: ${why}`])
    const longest = Math.max(...[...lines, ...notTried].map(([, what]) => what.length))
    const room = view.terminal ? view.width - STATUS - 2 * GAP.length - LEAST - 1 : longest
    const width = Math.min(longest, Math.max(LEAST, room))
    for (const line of [...lines, ...notTried]) yield* drawLine(line, width, view)
    yield `\n${conclusion(diagnosis, view)}`
  },
}

export default table

const STATUS = 4
/** Columns for the detail, also on a very narrow terminal. */
const LEAST = 20
const GAP = '  '

/** A name that is wider than its column has the line alone. */
function* drawLine([status, what, detail]: Line, width: number, view: View): Generator<string> {
  const head = `${pad(status, STATUS)}${GAP}${pad(what, width)}${GAP}`
  const style = view.color ? STYLES[status] : undefined
  const painted = style === undefined ? head : paint(head.slice(0, STATUS), style) + head.slice(STATUS)
  const text = safeText(detail)
  const indent = STATUS + width + 2 * GAP.length
  const wrapped = view.terminal ? wrapWhole(text, Math.max(LEAST, view.width - indent - 1)) : [text]
  const [first = '', ...more] = head.length > indent ? ['', ...wrapped] : wrapped
  yield `${`${painted}${first}`.trimEnd()}\n`
  for (const line of more) if (line !== '') yield `${' '.repeat(indent)}${line}\n`
}

const STYLES: Readonly<Record<string, Style>> = { FAIL: 'red', warn: 'yellow' }

/** One line for each operation and result; the Regions share a line. */
function operationLines({ accounts, places }: Diagnosis): Line[] {
  const severalAccounts = accounts.length > 1
  const all = [
    ...accounts.flatMap(({ account_id: account, operations }) =>
      operations.map(each => ({ ...each, where: severalAccounts ? account : '' })),
    ),
    ...places.flatMap(({ account_id: account, region, operations }) =>
      operations.map(each => ({ ...each, where: severalAccounts ? `${account} ${region}` : region })),
    ),
  ]
  return groupBy(all, ({ operation }) => operation).flatMap(ofOperation =>
    groupBy(ofOperation, ({ status, message }) => JSON.stringify([status, withoutNames(message)])).map(operationLine),
  )
}

type Tried = OperationDiagnosis & { where: string }

function operationLine(same: readonly Tried[]): Line {
  const [first] = same
  if (first === undefined) return ['-', '', '']
  const { operation, status, message } = first
  const where = whereText(same.flatMap(each => (each.where === '' ? [] : each.where)).toSorted())
  if (status === 'ok') return ['ok', operation, where]
  if (status === 'not_tried') return ['-', operation, `not tried${where === '' ? '' : ` in ${where}`}: ${message}`]
  return ['FAIL', operation, `${status.replace('_', ' ')}${where === '' ? '' : ` in ${where}`}: ${message}`]
}

/** Messages of AWS name the key and the caller, which differ by Region. */
const withoutNames = (message: string | null): string => (message ?? '').replace(/\S*(?:arn:|[\da-f]{8}-)\S*/g, '')

const whereText = (places: readonly string[]): string =>
  places.length <= NAMED
    ? joinWithAnd(places)
    : `${places.slice(0, NAMED).join(', ')} and ${places.length - NAMED} more`

const NAMED = 4

function conclusion({ missing, places }: Diagnosis, view: View): string {
  const wrapped = (text: string): string[] =>
    view.terminal ? wrapWhole(safeText(text), Math.max(LEAST, view.width - 3)) : [safeText(text)]
  if (missing.length === 0) return `${wrapped(successText(places)).join('\n')}\n`
  const sentences = missing.flatMap(each => wrapped(each).map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`))
  return `What a run will miss:\n${sentences.join('')}`
}

function successText(places: Diagnosis['places']): string {
  const tried = places.filter(({ key_id: key }) => key !== null).length
  if (tried === 0) return 'No call failed, but no key was found, so permissions for keys were not tried.'
  return `No call failed. One key was tried in ${countNoun(tried, 'Region')}; key policies can still deny other keys.`
}
