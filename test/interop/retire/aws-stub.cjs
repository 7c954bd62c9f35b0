#!/usr/bin/env node
// @ts-nocheck It runs as it is, in the place of a program.
// In place of the AWS CLI where it is not installed: the commands of the scripts, sent to $AWS_ENDPOINT_URL.
const words = process.argv.slice(2)
const options = new Map()
const names = []
for (let at = 0; at < words.length; at++) {
  if (words[at].startsWith('--')) options.set(words[at].slice(2), words[++at])
  else names.push(words[at])
}
const [service, command] = names
const region = options.get('region') ?? 'us-east-1'
const pascal = text =>
  text
    .split('-')
    .map(part => part[0].toUpperCase() + part.slice(1))
    .join('')
const INPUTS = { 'key-id': 'KeyId', 'policy-name': 'PolicyName', 'pending-window-in-days': 'PendingWindowInDays' }

async function call() {
  const isSts = service === 'sts'
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20261120/${region}/${service}/aws4_request`,
      'content-type': isSts ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.1',
      ...(isSts ? {} : { 'x-amz-target': `TrentService.${pascal(command)}` }),
    },
    body: isSts ? `Action=${pascal(command)}&Version=2011-06-15` : JSON.stringify(inputOf()),
  })
  const text = await response.text()
  if (isSts) return { Account: /<Account>(\d+)</.exec(text)?.[1] }
  const answer = JSON.parse(text || '{}')
  if (response.ok) return answer
  process.stderr.write(`An error occurred (${answer['__type']}) when calling ${pascal(command)}: ${answer.message}\n`)
  process.exit(254)
}

const inputOf = () =>
  Object.fromEntries(
    Object.entries(INPUTS)
      .filter(([name]) => options.has(name))
      .map(([name, member]) => [member, name.endsWith('days') ? Number(options.get(name)) : options.get(name)]),
  )

/** The part of JMESPath that the scripts use: members, and a list of them. */
function queried(value, query) {
  const list = /^(?:(.*)\.)?\[(.*)\]$/.exec(query)
  if (list === null) return query.split('.').reduce((part, name) => part?.[name], value)
  const from = list[1] === undefined ? value : queried(value, list[1])
  return list[2].split(',').map(each => queried(from, each))
}

async function run() {
  if (options.has('generate-cli-skeleton')) return process.stdout.write('{}\n')
  const answer = await call()
  const query = options.get('query')
  if (query === undefined) return
  const found = [queried(answer, query)].flat()
  process.stdout.write(`${found.map(each => each ?? 'None').join('\t')}\n`)
}

void run()
