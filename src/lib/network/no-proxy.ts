import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY excludes a URL. The list is `*`, or hosts separated by commas or spaces. A name, with or without a
 * dot before it, matches itself and its subdomains, and a port after it restricts it to that port. Beyond the AWS CLI,
 * `*.example.com` and address ranges such as `10.0.0.0/8` are supported, as in curl and Go.
 */
export function bypassesProxy(target: URL, list: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = target.port || (target.protocol === 'http:' ? '80' : '443')
  return list
    .split(/[,\s]+/)
    .filter(entry => entry !== '')
    .some(entry => matchesEntry(entry.toLowerCase(), host, port))
}

function matchesEntry(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(entry, host)
  const name = entry.replace(/^\*?\./, '')
  const named = isIP(name) === 0 ? /^\[?(.*?)\]?(?::(\d+))?$/.exec(name) : null
  const [, only = name, itsPort] = named ?? []
  if (itsPort !== undefined && itsPort !== port) return false
  return canonicalHost(host) === canonicalHost(only) || (isIP(host) === 0 && host.endsWith(`.${only}`))
}

/** Returns one spelling for each IPv6 address: `fd00::1` for `fd00:0::1`. Other hosts stay as they are. */
function canonicalHost(host: string): string {
  const url = `http://[${host}]`
  return isIP(host) === 6 && URL.canParse(url) ? new URL(url).hostname : host
}

function isInRange(range: string, host: string): boolean {
  const [address = '', bits = ''] = range.split('/')
  const family = isIP(address)
  const prefix = Number(bits)
  if (family === 0 || family !== isIP(host) || bits === '' || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128)))
    return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  const ranges = new BlockList()
  ranges.addSubnet(address, prefix, kind)
  return ranges.check(host, kind)
}
