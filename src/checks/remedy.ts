import type { KeyRecord } from '../model/report.ts'

type Located = Pick<KeyRecord, 'key_id' | 'region'>

/** `aws kms enable-key --key-id … --region …`, with more words in between; safe to paste whatever they hold. */
export const kmsCommand = (operation: string, { key_id, region }: Located, ...more: readonly string[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, ...more, '--region', region)

export const awsCommand = (...words: readonly string[]): string =>
  words.reduce((command, word) => `${command} ${quoted(word)}`, 'aws')

/** Strangers name tags and trails: none of it may act in the shell it is pasted into. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** A remark behind commands. It stays on its line whatever it holds, so the shell ignores all of it. */
export const comment = (text: string): string => ` # ${text.replaceAll(/\p{Cc}+/gu, ' ')}`

/** A key whose deletion is cancelled is disabled. */
export const cancelDeletion = (key: Located): string =>
  `${kmsCommand('cancel-key-deletion', key)} && ${kmsCommand('enable-key', key)}`
