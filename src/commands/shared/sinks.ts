import { entriesOf } from '../../cli/command.ts'
import type { OptionSet } from '../../cli/option-set.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import * as registry from '../../sinks/index.ts'
import { type Sink, sinksIn } from '../../sinks/sink.ts'

/** Every sink by id. */
export const sinks = sinksIn(registry)

/** The options of all sinks. A config file that was found by searching cannot set where a report is sent. */
export const sinkOptions: OptionSet = Object.fromEntries(
  [...sinks.values()]
    .flatMap(({ options }) => entriesOf(options))
    .map(([name, entry]) => [name, { ...entry, inConfig: entry.inConfig === 'never' ? 'never' : 'named' }]),
)

/** `Send findings to AWS Security Hub`: one line about one sink, or about several together. */
export function summaryOf(those: readonly Sink[]): string {
  const things = new Set(those.map(({ takes }) => (takes === 'findings' ? 'findings' : 'the report')))
  return `Send ${joinWithOr([...things])} to ${namesText(those)}`
}

/** `send the findings to AWS Security Hub` */
export function sendText(those: readonly Sink[]): string {
  const things = new Set(those.map(({ takes }) => `the ${takes}`))
  return `send ${joinWithOr([...things])} to ${namesText(those)}`
}

const namesText = (those: readonly Sink[]): string => joinWithOr(those.map(({ name }) => name))
