import { usageError } from '../../cli/settings.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Sink } from '../../sinks/sink.ts'
import { sinks } from '../shared/sinks.ts'

export const PUBLISH: string = `Use kms-audit permissions publish ${joinWithOr([...sinks.keys()])}.`

/** Returns the sink that the words name. Null: they name a command that sends nothing. */
export function sinkOf(name: string, operand: string | undefined): Sink | null {
  if (name === 'key') return null
  if (name !== 'publish') {
    if (operand !== undefined && SECOND[name] !== operand)
      throw usageError(`Unexpected argument ${quoted(operand)}.`, hintFor(name))
    return null
  }
  if (operand === undefined) throw usageError('permissions publish requires a destination.', PUBLISH)
  const sink = sinks.get(operand)
  if (sink === undefined) throw usageError(`Unknown publish destination ${quoted(operand)}.`, PUBLISH)
  return sink
}

/** The only word that may follow the name of a command whose permissions are those of one of its actions. */
const SECOND: Readonly<Record<string, string>> = { guard: 'check', retire: 'plan' }

const hintFor = (name: string): string =>
  SECOND[name] === undefined ? PUBLISH : `Use kms-audit permissions ${name} ${SECOND[name]}.`
