import { BadValue, type Kind } from './kind.ts'

/** The URL of a server, without a slash at the end. */
export const serverUrl: Kind<string> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const url = URL.canParse(word) ? new URL(word) : null
  if (url === null || !/^https?:$/.test(url.protocol)) throw new BadValue(ADDRESS, word)
  if (url.username + url.password !== '')
    throw new BadValue('a URL without a password', `${url.protocol}//…@${url.host}`, { hint: TOKEN })
  if (url.search + url.hash !== '') throw new BadValue(ADDRESS, word)
  return url.href.replace(/\/+$/, '')
}

const ADDRESS = 'a URL such as http://127.0.0.1:8181'
const TOKEN = 'Put the token in KMS_AUDIT_OPA_TOKEN.'

/** The path of an OPA rule, split at `v1/data`. */
interface RulePath {
  below: string
  rule: string
}

/** A path of OPA's REST API such as `v1/data/aws/kms_key/deny`, with or without `v1/data`. */
export const rulePath: Kind<RulePath> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const [, below = '', rule = ''] = /^\/?(?:((?:[\w.~-]+\/)*?)v1\/data\/)?((?:[\w.~-]+\/)*[\w.~-]+)$/.exec(word) ?? []
  if (rule === '' || /^v\d+\//.test(rule))
    throw new BadValue('the path of a rule such as v1/data/aws/kms_key/deny', word)
  return { below: below.replace(/\/$/, ''), rule }
}
