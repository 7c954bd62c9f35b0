import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY excepts a URL: `*`, or a list of hosts by commas or spaces. A name stands for itself and for what lies
 * below it, with or without a dot before it, and a port after it narrows it. Beyond the AWS CLI, `*.example.com` and
 * ranges of addresses such as `10.0.0.0/8` are understood, as curl and Go do.
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

/** One spelling for each IPv6 address: `fd00:0::1` is `fd00::1`. Other hosts stay as they are. */
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
