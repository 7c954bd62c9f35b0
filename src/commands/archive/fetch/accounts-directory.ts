import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The directory of a copy that has one directory for each account, so that what is copied from S3 lies where the rest of
 * the copy lies. It is the one of this account, else the first that is found, else the copy itself.
 */
export function accountsDirectory(trees: readonly string[], account: string): string {
  const found = trees.flatMap(tree => directoriesOfAccounts(tree, DEPTH))
  const chosen = found.find(({ accounts }) => accounts.includes(account)) ?? found[0]
  return chosen?.path ?? trees[0] ?? ''
}

interface Accounts {
  path: string
  accounts: string[]
}

/** A prefix, `AWSLogs`, and the ID of an organization; prefixes of more parts are rare. */
const DEPTH = 6

function directoriesOfAccounts(path: string, depth: number): Accounts[] {
  const names = entriesIn(path)
    .filter(entry => !entry.isFile())
    .map(({ name }) => name)
  const accounts = names.filter(name => /^\d{12}$/.test(name) && hasTrails(join(path, name)))
  const others = depth === 0 ? [] : names.filter(name => !/^\d{12}$/.test(name) && !name.startsWith('CloudTrail'))
  return [
    ...(accounts.length > 0 ? [{ path, accounts }] : []),
    ...others.flatMap(name => directoriesOfAccounts(join(path, name), depth - 1)),
  ]
}

const hasTrails = (path: string): boolean => entriesIn(path).some(({ name }) => /^CloudTrail(-Digest)?$/.test(name))

/** What cannot be listed has nothing to find. */
function entriesIn(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}
