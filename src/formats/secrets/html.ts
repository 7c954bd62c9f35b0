import { countText } from '../../lib/text/numbers.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { RotationFunctionRecord, SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import { dayText, type Instant, minuteText } from '../../model/time.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format } from '../format.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, restNote, section, tiles } from '../html/frame/parts.ts'
import { findingsSection } from '../html/report/findings-section.ts'
import { gapsSection } from '../html/report/gaps-section.ts'
import { eventsText, keyText, READ_NOTE, readText, rotatedText, rotationText, useText } from './secret-text.ts'

const html: Format<SecretsAssessment> = {
  title: 'one page to open in a browser, offline: numbers, every secret, the rotation functions, findings, gaps',
  render: whole => page({ title: TITLE, body: bodyOf(whole) }),
}

export default html

const TITLE = 'Secrets Manager secrets'

function* bodyOf(whole: SecretsAssessment): Generator<Markup> {
  const { secrets, rotation_functions: functions, generated_at: at } = whole
  const report = findingsReport(whole)
  yield masthead({
    title: TITLE,
    about: markup`<p>As of ${minuteText(Date.parse(at))}. No value of a secret was read.</p>`,
    sections: [SECRETS, ...(functions.length === 0 ? [] : [FUNCTIONS]), FINDINGS, GAPS],
  })
  yield markup`<main id="main">`
  yield numbers(whole)
  yield section({ ...SECRETS, body: secretsTable(secrets, Date.parse(at)) })
  if (functions.length > 0) yield section({ ...FUNCTIONS, body: functionsTable(functions) })
  yield findingsSection(report)
  yield gapsSection(report)
  yield markup`</main>`
}

const SECRETS = { id: 'secrets', title: 'Secrets' }
const FUNCTIONS = { id: 'functions', title: 'Rotation functions' }
const FINDINGS = { id: 'findings', title: 'Findings' }
const GAPS = { id: 'gaps', title: 'What could not be read' }

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `$${amountText(amount)}`)

function numbers({ summary, unused_days: days }: SecretsAssessment): Markup {
  const { secrets, own, rotating, overdue, failed, stuck, unused, is_lower_bound: isLeast } = summary
  return tiles([
    { label: 'Secrets', value: countText(secrets), note: `${countText(own)} that you manage` },
    { label: 'Rotation on', value: countText(rotating), note: `of ${countText(own)} that you manage` },
    { label: 'Overdue', value: countText(overdue), ...(overdue > 0 && WARN) },
    {
      label: 'Failed or stuck',
      value: countText(failed + stuck),
      note: `${failed} failed, ${stuck} stuck`,
      ...(failed + stuck > 0 && BAD),
    },
    { label: 'Unused', value: countText(unused), note: `not read for ${days} days`, ...(unused > 0 && WARN) },
    { label: 'Cost a month', value: dollars(summary.monthly_cost), note: isLeast ? 'at least' : null },
    { label: 'Unused, a month', value: dollars(summary.unused_monthly_cost) },
  ])
}

const WARN = { mood: 'warn' } as const
const BAD = { mood: 'bad' } as const

/** More rows make the page slow to open. */
const MOST = 2000

function secretsTable(secrets: readonly SecretRecord[], now: Instant): Content {
  const columns = [
    { title: 'Secret', wraps: true as const },
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Rotation' },
    { title: 'Last rotated' },
    { title: 'Next' },
    { title: 'Failures in 90 days' },
    { title: 'Last read' },
    { title: 'Use' },
    { title: 'Key', wraps: true as const },
    { title: 'Replicas', wraps: true as const },
    { title: '$/Month', align: 'right' as const },
  ]
  const rows = secrets.slice(0, MOST).map((secret): Content[] => {
    const { rotation, rotation_events: events, replicas } = secret
    return [
      secret.name,
      secret.account_id,
      secret.region,
      rotationText(secret, now),
      rotation.last_rotated_at === null ? '–' : rotatedText(secret),
      rotation.next_rotation_at === null ? '–' : dayText(Date.parse(rotation.next_rotation_at)),
      events === null
        ? rotation.state === 'off' || rotation.state === 'not_applicable'
          ? '–'
          : 'unknown'
        : eventsText(secret) || '0',
      readText(secret),
      useText(secret),
      keyText(secret.key),
      replicas === null
        ? 'unknown'
        : replicas.map(({ region, status }) => `${region} ${status ?? ''}`.trim()).join(', '),
      amountText(secret.monthly_cost),
    ]
  })
  const legend = 'Failures: those that CloudTrail recorded; –: rotation was not on. Last read *: '
  return [
    dataTable('All secrets', columns, rows),
    restNote(rows.length, secrets.length, 'secrets'),
    markup`<p class="soft">${legend}${READ_NOTE}</p>`,
  ]
}

function functionsTable(functions: readonly RotationFunctionRecord[]): Content {
  const columns = [
    { title: 'Function' },
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Secrets', align: 'right' as const },
    { title: 'Invocations', align: 'right' as const },
    { title: 'Errors', align: 'right' as const },
    { title: 'Days', align: 'right' as const },
  ]
  const rows = functions.map(({ name, account_id, region, secrets, invocations, errors, days }): Content[] => [
    name,
    account_id,
    region,
    countText(secrets),
    invocations === null ? 'unknown' : countText(invocations),
    errors === null ? 'unknown' : countText(errors),
    countText(days),
  ])
  return [
    markup`<p>The numbers are those of the function, for whatever secret it was invoked.</p>`,
    dataTable('Calls of rotation functions', columns, rows),
  ]
}
