import { bytesText } from '../../../lib/text/bytes-text.ts'
import { durationText } from '../../../lib/text/duration.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { SECOND } from '../../../model/time.ts'
import type { AthenaEstimate } from './estimate.ts'
import { AT_ONCE } from './limits.ts'
import type { SampledSizes } from './sample-sizes.ts'

/**
 * What a plan of queries takes, in sentences.
 *
 * @param broken limits of Athena that single queries would not keep, in words
 */
export function estimateNote(
  estimate: AthenaEstimate,
  sampled: SampledSizes,
  broken: readonly string[],
  hasDigests: boolean,
): string {
  const { queries, files, bytes, longest } = estimate
  const count = `Athena: ${countText(queries)} ${queries === 1 ? 'query' : 'queries'}`
  const asked = queries > AT_ONCE ? `${count}, ${AT_ONCE} at a time` : count
  if (files === null || bytes === null || longest === null) {
    const why = sampled.failure === null ? '' : `: ${sampled.failure.why}`
    return `${asked}; the log files could not be listed, so their size is not known${why}.`
  }
  return [
    `${asked}, the longest about ${durationText(longest / SECOND)}.`,
    `They scan about ${bytesText(bytes)} in ${countText(rounded(files))} log files${hasDigests ? ' and digest files' : ''}, judging by ${sampleText(sampled)}.`,
    ...(broken.length === 0 ? [] : [`Some may fail: ${broken.join(', ')}.`]),
  ].join(' ')
}

const sampleText = ({ places, days }: SampledSizes): string =>
  `${countNoun(days, 'day')} of ${places === 1 ? 'the account and Region' : `each of ${countText(places)} accounts and Regions`}`

/** The first three digits: an estimate knows no more. */
const rounded = (count: number): number => (count === 0 ? 0 : Number(count.toPrecision(3)))
