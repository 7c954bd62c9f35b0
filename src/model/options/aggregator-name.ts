import { REGION_NAME } from '../region-name.ts'
import type { AggregatorName } from './options.ts'

/** `config:NAME` or `config:NAME@REGION`: an aggregator of AWS Config. Null: it is neither. */
export function namedAggregator(word: string): AggregatorName | null {
  const [, name, region = null] = AGGREGATOR.exec(word.trim()) ?? []
  return name === undefined ? null : { name, region }
}

const AGGREGATOR = new RegExp(`^config:([\\w-]{1,256})(?:@(${REGION_NAME}))?$`)
