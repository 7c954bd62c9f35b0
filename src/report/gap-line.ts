import type { GapRecord } from '../model/report/report.ts'

/** Returns one line: `3 gaps: kms:DescribeKey denied (2), kms:GetKeyLastUsage unsupported. …`; null without gaps. */
export function gapLine(gaps: readonly GapRecord[]): string | null {
  if (gaps.length === 0) return null
  const kinds = new Map<string, number>()
  for (const { operation, reason } of gaps) {
    const kind = `${operation} ${reason.replace('_', ' ')}`
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const listed = [...kinds].map(([kind, count]) => (count === 1 ? kind : `${kind} (${count})`)).join(', ')
  return `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}: ${listed}. Use -o json for details.`
}
