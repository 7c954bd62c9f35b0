import { durationText } from '../../lib/text/duration.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Plan } from './plan.ts'

/** `300 keys: about 60 s (AWS limits the rate of calls), up to $0.04 for CloudWatch metrics` */
export function planText({ places, seconds, dollars, timeIsFor = 'AWS limits the rate of calls' }: Plan): string {
  const keys = places.reduce((sum, place) => sum + place.keys, 0)
  const costs = [...dollars].map(([what, amount]) => `${moneyText(amount)} for ${what}`)
  const money = costs.length === 0 ? '' : `, up to ${joinWithAnd(costs)}`
  return `${countNoun(keys, 'key')}: about ${durationText(seconds)} (${timeIsFor})${money}`
}

const moneyText = (dollars: number): string => `$${(Math.ceil(dollars * 100) / 100).toFixed(2)}`
