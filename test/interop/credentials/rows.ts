import { endpoints, machines } from './rows-elsewhere.ts'
import { hosts } from './rows-hosts.ts'
import { files } from './rows-files.ts'
import { precedence } from './rows-precedence.ts'
import { roles, sso } from './rows-roles.ts'

/** The set-ups by topic. */
export const TOPICS = { precedence, files, roles, sso, machines, endpoints, hosts }
