import type { ReportMessage } from './report-message.ts'

/** Returns a message as lines of plain text, for a mail or a ticket. */
export function plainMessage({ title, facts, keys, moreKeys, cautions }: ReportMessage): string {
  const width = Math.max(...facts.map(([label]) => label.length)) + 2
  const lines = facts.map(([label, text]) => `${`${label}:`.padEnd(width)}${text}`)
  return `${[title, '', ...lines, ...section('Unused keys', [...keys, ...moreText(moreKeys)]), ...section('Note', cautions)].join('\n')}\n`
}

/** `and 12 more`. Empty: there are no more. */
export const moreText = (count: number): string[] => (count === 0 ? [] : [`and ${count} more`])

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map(line => `- ${line}`)]
