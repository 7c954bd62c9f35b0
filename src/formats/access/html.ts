import { countText } from '../../lib/text/numbers.ts'
import type { AccessAnswer, AccessAssessment, AccessRecord } from '../../model/assessments/access.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import { minuteText } from '../../model/time.ts'
import type { Format } from '../format.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, restNote, section, tiles } from '../html/frame/parts.ts'
import { gapsSection } from '../html/report/gaps-section.ts'
import { LINK_TITLES, principalName, targetName } from './names.ts'

const html: Format<AccessAssessment> = {
  title: 'one page to open in a browser, offline: numbers, every answer, its links, what was not evaluated, gaps',
  render: whole => page({ title: TITLE, body: bodyOf(whole) }),
}

export default html

const TITLE = 'Access to keys and secrets'
const ANSWERS = { id: 'answers', title: 'Answers' }
const LINKS = { id: 'links', title: 'What decides' }
const REST = { id: 'not-evaluated', title: 'What was not evaluated' }
const GAPS = { id: 'gaps', title: 'What could not be read' }

function* bodyOf(whole: AccessAssessment): Generator<Markup> {
  const { answers, generated_at: at } = whole
  yield masthead({
    title: TITLE,
    about: markup`<p>As of ${minuteText(Date.parse(at))}. No value of a secret was read.</p>`,
    sections: [ANSWERS, LINKS, REST, GAPS],
  })
  yield markup`<main id="main">`
  yield numbers(answers)
  yield section({ ...ANSWERS, body: answersTable(answers) })
  yield section({ ...LINKS, body: linksTable(answers) })
  yield section({ ...REST, body: restTable(answers) })
  yield gapsSection(findingsReport(whole))
  yield markup`</main>`
}

function numbers(answers: readonly AccessRecord[]): Markup {
  const count = (wanted: AccessAnswer): string => countText(answers.filter(({ answer }) => answer === wanted).length)
  return tiles([
    { label: 'Allowed', value: count('allowed') },
    { label: 'Denied', value: count('denied') },
    { label: 'Unknown', value: count('unknown'), note: 'something that decides is not known' },
  ])
}

/** More rows make the page slow to open. */
const MOST = 2000
const MOST_LINKS = 3000

function answersTable(answers: readonly AccessRecord[]): Content {
  const columns = [
    { title: 'Principal' },
    { title: 'Key or secret' },
    { title: 'Account' },
    { title: 'Region' },
    { title: 'Answer' },
    { title: 'Decided by' },
    { title: 'Reason', wraps: true as const },
  ]
  const rows = answers
    .slice(0, MOST)
    .map((one): Content[] => [
      principalName(one),
      targetName(one),
      one.account_id,
      one.region,
      one.answer,
      one.deciding_link === null ? '–' : LINK_TITLES[one.deciding_link],
      one.reason,
    ])
  return [dataTable('Answers', columns, rows), restNote(rows.length, answers.length, 'answers')]
}

function linksTable(answers: readonly AccessRecord[]): Content {
  const columns = [
    { title: 'Principal' },
    { title: 'Key or secret' },
    { title: 'Action' },
    { title: 'Link' },
    { title: 'Says' },
    { title: 'Why', wraps: true as const },
  ]
  const all = answers.flatMap(one => one.links.map(link => ({ one, link })))
  const rows = all
    .slice(0, MOST_LINKS)
    .map(({ one, link }): Content[] => [
      principalName(one),
      targetName(one),
      link.action ?? '–',
      LINK_TITLES[link.link],
      link.decision.replace('_', ' '),
      link.reason,
    ])
  return [dataTable('Links', columns, rows), restNote(rows.length, all.length, 'links')]
}

function restTable(answers: readonly AccessRecord[]): Content {
  const rest = new Map(answers.flatMap(one => one.not_evaluated.map(({ name, reason }) => [name, reason] as const)))
  return dataTable(
    'Not evaluated',
    [
      { title: 'What', wraps: true },
      { title: 'Why', wraps: true },
    ],
    [...rest],
  )
}
