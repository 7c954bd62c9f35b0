import { TIME_WAS_UP } from '../../aws/calls/call-context.ts'
import type { Gap } from '../../model/gap.ts'
import type { AuditOptions } from '../../model/options/options.ts'

/** One line for each thing that ended the calls before every key was finished: the time limit, expired credentials. */
export function unfinishedNotes(gaps: readonly Gap[], { checkpoint }: Pick<AuditOptions, 'checkpoint'>): string[] {
  const late = gaps.filter(({ reason, message }) => reason === 'partial' && message === TIME_WAS_UP)
  const lost = gaps.filter(({ reason, account }) => reason === 'expired' && account !== '')
  const rerun =
    checkpoint === null
      ? 'the audit. Add --checkpoint FILE to make it resumable'
      : `with --checkpoint ${checkpoint.path} to resume`
  const expired = [...new Set(lost.map(({ account }) => account))].map(account => {
    const ofAccount = lost.filter(gap => gap.account === account)
    return `The credentials for account ${account} expired: ${unfinished(ofAccount)}. Log in again and rerun ${rerun}.`
  })
  return late.length === 0
    ? expired
    : [`The time limit of --max-duration was reached: ${unfinished(late)}. ${next(checkpoint)}`, ...expired]
}

/** What to do after a time limit: a rerun with the checkpoint repeats no call that was answered. */
const next = (checkpoint: AuditOptions['checkpoint']): string =>
  checkpoint === null
    ? 'Raise the limit, or add --checkpoint FILE and rerun to resume.'
    : `Rerun with --checkpoint ${checkpoint.path} to resume.`

/** Counts the keys that lack an answer, and names the Regions that were not listed completely. */
function unfinished(gaps: readonly Gap[]): string {
  const keys = new Set(
    gaps.filter(({ keyId }) => keyId !== null).map(gap => `${gap.account} ${gap.region} ${gap.keyId}`),
  )
  const regions = new Set(
    gaps.filter(({ operation }) => operation === 'kms:ListKeys').map(({ region }) => region ?? ''),
  )
  const counted = keys.size === 1 ? '1 key was not finished' : `${keys.size} keys were not finished`
  const named = [...regions].filter(region => region !== '').toSorted()
  if (named.length === 0) return counted
  const unlisted = `not all keys in ${named.join(', ')} were listed`
  return keys.size === 0 ? unlisted : `${counted}, ${unlisted}`
}
