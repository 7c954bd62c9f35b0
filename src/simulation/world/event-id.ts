/** The place of an event: the number of the key in its Region, of the use in its key, and of the call in its use. */
interface EventPlace {
  key: number
  use: number
  call: number
  noise: boolean
}

/** The key number of events that name no key. */
export const NO_KEY = 0xffffff

/**
 * Returns an event ID that looks like any other UUID but is the scrambled place of the event: 24 bits key, 24 bits use,
 * 1 bit noise, 36 bits call, multiplied by an odd number modulo 2^122. The multiplication can be undone, so a lookup by
 * ID needs no index over millions of simulated calls.
 */
export function eventId({ key, use, call, noise }: EventPlace): string {
  const packed =
    (BigInt(key) << 61n) | (BigInt(use) << 37n) | (noise ? 1n << 36n : 0n) | (BigInt(call) & ((1n << 36n) - 1n))
  const hex = (((packed + OFFSET) * FACTOR) & MASK).toString(16).padStart(31, '0')
  // 122 bits are 30 hex digits and two bits, which become the low bits of the variant digit.
  const variant = (8 + Number.parseInt(hex[0] ?? '0', 16)).toString(16)
  const d = hex.slice(1)
  return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(12, 15)}-${variant}${d.slice(15, 18)}-${d.slice(18)}`
}

export function eventPlace(id: string): EventPlace | null {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-([89ab])([0-9a-f]{3})-([0-9a-f]{12})$/.exec(id)
  if (match === null) return null
  const high = (Number.parseInt(match[4] ?? '8', 16) - 8).toString(16)
  const scrambled = BigInt(`0x${high}${match[1]}${match[2]}${match[3]}${match[5]}${match[6]}`)
  const packed = (scrambled * INVERSE - OFFSET) & MASK
  if (packed >> 85n !== 0n) return null
  return {
    key: Number(packed >> 61n),
    use: Number((packed >> 37n) & 0xffffffn),
    noise: ((packed >> 36n) & 1n) === 1n,
    call: Number(packed & ((1n << 36n) - 1n)),
  }
}

const MASK = (1n << 122n) - 1n
const FACTOR = 0x2a3f9c4d81b7e65f0d9e8c7b6a5948fn
const OFFSET = 0x1d872b41c9e3a5n
const INVERSE = inverse(FACTOR)

/** Returns the modular inverse by Newton's iteration: each round doubles the number of correct bits. */
function inverse(odd: bigint): bigint {
  let result = odd
  for (let round = 0; round < 7; round++) result = (result * (2n - odd * result)) & MASK
  return result
}
