import { AuditError } from '../process/exit.ts'
import { readText } from './read-text.ts'

/**
 * Reads a JSON file that the user named. Invalid JSON is wrong usage, and the message has the line if V8 reports it.
 */
export async function readJson(path: string, hint: string): Promise<unknown> {
  return parseJson(path, await readText(path), hint)
}

/** Parses JSON. `name` is the name of the text in messages. */
export function parseJson(name: string, text: string, hint: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = text.trim() === '' ? 'it is empty' : placeIn(text, error as SyntaxError)
    const message = `${name} is not valid JSON${where === null ? '' : `: ${where}`}.`
    throw new AuditError('usage', message, { hint, cause: error })
  }
}

/**
 * Returns the place of a mistake. V8 reports the offset of most mistakes in its message; Node 22 and newer also report
 * the line.
 */
function placeIn(text: string, { message }: SyntaxError): string | null {
  if (message.includes('end of JSON input')) return `unexpected end of file at ${lineAndColumn(text.trimEnd())}`
  const offset = /at position (\d+)/.exec(message)?.[1]
  return offset === undefined ? null : lineAndColumn(text.slice(0, Number(offset)))
}

function lineAndColumn(before: string): string {
  const lines = before.split('\n')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
