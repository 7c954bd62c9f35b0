import { AuditError } from '../process/exit.ts'
import { readText } from './read-text.ts'

/** Reads a file of JSON that the user named. What is not valid JSON is wrong usage; the line says where, if known. */
export async function readJson(path: string, hint: string): Promise<unknown> {
  return parseJson(path, await readText(path), hint)
}

/** The value of a text that `name` names in messages. */
export function parseJson(name: string, text: string, hint: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = text.trim() === '' ? 'it is empty' : placeIn(text, error as SyntaxError)
    const message = `${name} is not valid JSON${where === null ? '' : `: ${where}`}.`
    throw new AuditError('usage', message, { hint, cause: error })
  }
}

/** V8 names the offset of most mistakes in its message, and Node 22 and newer also the line. */
function placeIn(text: string, { message }: SyntaxError): string | null {
  if (message.includes('end of JSON input')) return `unexpected end of file at ${lineAndColumn(text.trimEnd())}`
  const offset = /at position (\d+)/.exec(message)?.[1]
  return offset === undefined ? null : lineAndColumn(text.slice(0, Number(offset)))
}

function lineAndColumn(before: string): string {
  const lines = before.split('\n')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
