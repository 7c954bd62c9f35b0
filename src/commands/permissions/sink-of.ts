import { usageError } from '../../cli/settings.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Sink } from '../../sinks/sink.ts'
import { sinks } from '../shared/sinks.ts'

export const PUBLISH = 'Use kms-audit permissions publish with the destination, such as security-hub.'

/** Returns the sinks that the words name. Empty: they name a command that sends nothing. */
export function sinksOf(name: string, operands: readonly string[]): readonly Sink[] {
  if (name === 'publish') {
    if (operands.length === 0) throw usageError('permissions publish requires a destination.', PUBLISH)
    return [...new Set(operands)].map(namedSink)
  }
  const [operand, extra] = operands
  const isTaken = name === 'key' || operand === undefined || SECOND[name] === operand
  const stray = isTaken ? extra : operand
  if (stray !== undefined) throw usageError(`Unexpected argument ${quoted(stray)}.`, hintFor(name))
  return []
}

function namedSink(id: string): Sink {
  const sink = sinks.get(id)
  if (sink === undefined) throw usageError(`Unknown publish destination ${quoted(id)}.`, PUBLISH)
  return sink
}

/** The only word that may follow the name of a command whose permissions are those of one of its actions. */
const SECOND: Readonly<Record<string, string>> = { guard: 'check', retire: 'plan' }

const hintFor = (name: string): string =>
  SECOND[name] === undefined ? PUBLISH : `Use kms-audit permissions ${name} ${SECOND[name]}.`
