/**
 * Returns the network of a source address: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. Null:
 * it is the name of a service.
 */
export function networkOf(address: string): string | null {
  const [, network] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? []
  if (network !== undefined) return `${network}.0/24`
  if (!/^[\da-f:]+(?:%\w+)?$/i.test(address) || !address.includes(':')) return null
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const whole = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')]
  return `${whole
    .slice(0, 3)
    .map(group => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/48`
}
