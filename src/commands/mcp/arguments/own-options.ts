import { listOf, textLike, wholeNumber } from '../../../cli/kinds/kind.ts'
import { columnList, sortOrder } from '../../../cli/kinds/columns.ts'
import { option, type OptionEntry } from '../../../cli/option.ts'
import { columns } from '../../../formats/columns/index.ts'
import { fieldName } from '../field-name.ts'
import { FINDING_STATUSES, type FindingStatus } from '../../../model/finding.ts'

/** Rows of a page. */
export const USUAL_ROWS = 50
const MOST_ROWS = 200

const shared = { group: 'Output', inEnvironment: false, inConfig: 'never' } as const

const reportId = (flags: string, help: string) =>
  option({
    ...shared,
    flags,
    help,
    kind: textLike('the id of a report, such as audit-1', /\S/),
    fallback: null,
  })

const USUAL_STATUSES: readonly FindingStatus[] = ['fail', 'unknown']

/** Arguments that only tools have. */
export const ownOptions = {
  auditId: reportId('--audit-id <id>', 'The report to read: an audit_id that audit returned, or a saved report'),
  adviceId: option({
    ...shared,
    flags: '--advice-id <id>',
    help: 'Read this result again: an advice_id that advise returned; without other arguments than limit',
    kind: textLike('the id of a result, such as advise-1', /\S/),
    fallback: null,
  }),
  old: reportId('--old <id>', 'The older report: an audit_id that audit returned, or a saved report'),
  new: reportId('--new <id>', 'The newer report: an audit_id that audit returned, or a saved report'),
  name: option({
    ...shared,
    flags: '--name <key>',
    help: 'The key: its id or the first characters of it, its ARN, or an alias',
    kind: textLike('a key id, an ARN or an alias', /\S/),
    fallback: null,
  }),
  cursor: option({
    ...shared,
    flags: '--cursor <text>',
    help: 'The next_cursor of an answer, to get the next page; without other arguments',
    kind: textLike('the next_cursor of an answer', /\S/),
    fallback: null,
  }),
  limit: option({
    ...shared,
    flags: '--limit <n>',
    help: `Rows of a page (default: ${USUAL_ROWS})`,
    kind: wholeNumber({ min: 1, max: MOST_ROWS }),
    fallback: USUAL_ROWS,
  }),
  status: option({
    ...shared,
    flags: '--status <list>',
    help: 'Show only findings with these results (default: fail,unknown)',
    kind: listOf(FINDING_STATUSES),
    fallback: USUAL_STATUSES,
  }),
  columns: option({
    ...shared,
    flags: '--columns <list>',
    help: `Fields of each row, any of ${columns.map(({ name: field }) => fieldName(field)).join(', ')}`,
    kind: columnList,
    fallback: [],
  }),
  sort: option({
    ...shared,
    flags: '--sort <column>',
    help: 'Sort the rows by this field; add :desc for the highest first, such as cost:desc',
    kind: sortOrder,
    fallback: null,
  }),
} satisfies Record<string, OptionEntry>
