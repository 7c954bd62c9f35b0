import { usageError, type TypedOptions } from '../../../cli/settings.ts'

/** Where a page begins: the call that it is a page of, and the rows before it. */
export interface PageStart {
  tool: string
  typed: TypedOptions
  offset: number
}

export const cursorOf = ({ tool, typed, offset }: PageStart): string =>
  Buffer.from(JSON.stringify([tool, offset, [...typed]])).toString('base64url')

/** Reads a cursor. Throws an `AuditError` (wrong usage) if it is not one of this tool. */
export function readCursor(cursor: string, tool: string): PageStart {
  const [name, offset, typed] = parsed(cursor)
  if (name === tool && Number.isSafeInteger(offset) && Number(offset) >= 0 && isTyped(typed))
    return { tool, offset: Number(offset), typed: new Map(typed) }
  throw usageError(`The cursor is not one of ${tool}.`, 'Pass the next_cursor of its last answer unchanged.')
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

const isTyped = (value: unknown): value is [string, string[]][] =>
  Array.isArray(value) && value.every(one => Array.isArray(one) && typeof one[0] === 'string' && isWords(one[1]))

const isWords = (value: unknown): boolean => Array.isArray(value) && value.every(word => typeof word === 'string')
