import { readFileSync, truncateSync } from 'node:fs'
import type { LoggedCall } from '../../src/simulation/wire/call-log.ts'
import type { RandomChoices } from './random-choices.ts'

/** One stored answer in a checkpoint. */
interface CheckpointEntry {
  place: string
  kind: string
  id: string
}

/** Returns every answer in the complete lines of a checkpoint. Its first line describes the run. */
export function readEntries(path: string): CheckpointEntry[] {
  const lines = readOrEmpty(path).split('\n').slice(1, -1)
  return lines.map(line => JSON.parse(line) as CheckpointEntry)
}

/** Cuts the last answer off, as a crash of the machine may do. */
export function truncateLastLine(path: string, random: RandomChoices): void {
  const text = readOrEmpty(path)
  const begins = text.lastIndexOf('\n', text.length - 2) + 1
  if (begins > 0) truncateSync(path, Buffer.byteLength(text) - random.int(1, text.length - begins))
}

/** Returns the checkpoint, or nothing if the process died before it was created. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Returns calls that were made although their answer was in the checkpoint. */
export function askedAgain(facts: readonly CheckpointEntry[], log: readonly LoggedCall[]): string[] {
  return facts.flatMap(({ place, kind, id }) => {
    const region = place.split('/')[2]
    const operation = CALLS[kind] ?? (kind.startsWith('cloudtrail ') ? 'cloudtrail:LookupEvents' : null)
    if (operation === null) return []
    const again = log.filter(
      call => call.operation === operation && call.region === region && (id === 'all' || call.keyId === id),
    )
    // A resumed run tests again whether lookups by ARN work, with one known event.
    const allowed = operation === 'cloudtrail:LookupEvents' ? 1 : 0
    return again.length > allowed ? [`${kind} ${id} in ${region} was asked ${again.length} times again`] : []
  })
}

const CALLS: Readonly<Record<string, string>> = {
  'kms:ListKeys': 'kms:ListKeys',
  'kms:ListAliases': 'kms:ListAliases',
  'kms:DescribeKey': 'kms:DescribeKey',
  'kms full': 'kms:GetKeyLastUsage',
}
