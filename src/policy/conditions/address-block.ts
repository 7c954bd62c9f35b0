import { isIP, isIPv4 } from 'node:net'

/**
 * Whether an IP address or CIDR block is small enough to limit callers. AWS calls a policy public if it allows more
 * than a /8 of IPv4, or more than a /32 of IPv6.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isNarrowBlock(block: string): boolean {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d+))?$/i.exec(block) ?? []
  if (address === '') return false
  return length === undefined || Number(length) >= (address.includes(':') ? 32 : 8)
}

/**
 * Whether a condition key can have an address in this block. aws:SourceIp is absent if a request comes through a VPC
 * endpoint, so it is never a private address.
 */
export function isPossibleBlock(key: string, block: string): boolean {
  const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(block) ?? []
  if (isIP(address) === 0 || Number(length ?? 0) > (isIPv4(address) ? 32 : 128)) return false
  return key !== 'aws:sourceip' || !isPrivate(address, length)
}

/** Whether all addresses of a block are private. */
function isPrivate(address: string, length = '128'): boolean {
  return PRIVATE_BLOCKS.some(([start, bits]) => start.test(address.toLowerCase()) && Number(length) >= bits)
}

const PRIVATE_BLOCKS: readonly (readonly [start: RegExp, bits: number])[] = [
  [/^10\./, 8],
  [/^127\./, 8],
  [/^169\.254\./, 16],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^f[cd][0-9a-f]{2}:/, 7],
  [/^fe[89ab][0-9a-f]:/, 10],
]
