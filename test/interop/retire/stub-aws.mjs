#!/usr/bin/env node
// A stand-in for the AWS CLI: answers the few commands of the scripts from a JSON file, and changes it.
import { readFileSync, writeFileSync } from 'node:fs'

/** @import { StubState } from './stub-account.ts' */

const file = String(process.env['STUB_STATE'])
/** @type {StubState} */
const state = JSON.parse(readFileSync(file, 'utf8'))
const words = process.argv.slice(2)
const operation = String(words[1])

/** @param {string} name */
const valueOf = name => String(words[words.indexOf(name) + 1])
/** @param {string} text */
const print = text => process.stdout.write(`${text}\n`)
/** The CLI prints times as seconds or as text, by its version and settings. @param {string} text */
const time = text => (state.timesAsNumbers ? String(Date.parse(text) / 1000) : text.replace('Z', '.250000+00:00'))

state.calls.push(words.join(' '))
if (words.includes('--generate-cli-skeleton')) {
  if (!state.hasLastUsage) fail(`Invalid choice: '${operation}'`)
} else if (operation === 'get-caller-identity') print(state.account)
else answer(valueOf('--key-id'))
save()

/** @param {string} arn */
function answer(arn) {
  const key = state.keys[arn]
  if (key === undefined || valueOf('--region') !== arn.split(':')[3]) return fail('NotFoundException')
  if (state.denied.includes(`${operation} ${arn}`)) return fail('AccessDeniedException')
  if (operation === 'describe-key') print([arn, key.state, time(key.created)].join('\t'))
  if (operation === 'get-key-policy') print(key.policy)
  if (operation === 'get-key-last-usage')
    print(`${key.lastUsed === null ? 'None' : time(key.lastUsed)}\t${time('2026-04-23T00:00:00Z')}`)
  if (operation === 'disable-key') key.state = 'Disabled'
  if (operation === 'enable-key') key.state = 'Enabled'
  if (operation === 'schedule-key-deletion') {
    key.state = 'PendingDeletion'
    key.days = Number(valueOf('--pending-window-in-days'))
    print(time('2027-01-01T00:00:00Z'))
  }
  if (operation === 'cancel-key-deletion') {
    if (key.state !== 'PendingDeletion') return fail('KMSInvalidStateException')
    key.state = 'Disabled'
    print(arn)
  }
}

/** @param {string} message */
function fail(message) {
  save()
  process.stderr.write(`\nAn error occurred (${message}) when calling the ${operation} operation\n`)
  process.exit(254)
}

function save() {
  writeFileSync(file, JSON.stringify(state))
}
