import { expect, test } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import type { Options } from '../../../src/model/options/options.ts'
import { parseCommandLine } from '../parse.ts'
import { options, complaint } from '../typed-line.ts'

const SEVERAL = [
  { format: 'table', file: null },
  { format: 'json', file: 'keys.json' },
  { format: 'sarif', file: 'a=b, c.sarif' },
]

test('several outputs: each --output has a format and a file, in the order given', () => {
  const { options: asked } = parseCommandLine(
    ['-o', 'table', '--output=json=keys.json', '-o', 'SARIF=a=b, c.sarif'],
    {},
  ) as {
    options: Options
  }
  expect(asked.show.outputs).toEqual(SEVERAL)
  expect(options('-o json=- -o csv=keys.csv').show.outputs[0]).toEqual({ format: 'json', file: null })
})

test('several outputs: -f names the file of the one without, and with files for all stdout gets nothing', () => {
  expect(options('-o json=a.json -o csv -f b.csv').show.outputs).toEqual([
    { format: 'json', file: 'a.json' },
    { format: 'csv', file: 'b.csv' },
  ])
  expect(options('-o json=a.json').show.outputs).toEqual([{ format: 'json', file: 'a.json' }])
})

test.each(['table json=keys.json', ' table\njson=keys.json\n'])('several outputs: KMS_AUDIT_OUTPUT=%j', value =>
  expect(options('', { KMS_AUDIT_OUTPUT: value }).show.outputs).toEqual(SEVERAL.slice(0, 2)),
)

test('several outputs: one that shows findings implies checks', () =>
  expect(options('-o table -o sarif=kms.sarif').checks).toMatchObject({
    ids: Object.keys(checks),
    impliedBy: '-o sarif',
  }))

const FORMATS = 'table, csv, json, ndjson, markdown, html, sarif, ocsf or asff'

test.each([
  ['-o jsn', `--output takes ${FORMATS}, not 'jsn'. Did you mean json?`],
  ['-o jsn=keys.json', `--output takes ${FORMATS}, not 'jsn'. Did you mean json?`],
  ['-o json=', "--output takes a file name after =, not 'json='. For example json=keys.json."],
  [
    '-o table,json',
    `--output takes ${FORMATS}, not 'table,json'. Repeat the option for several outputs: -o table -o json=FILE.`,
  ],
  ['-o table json', "Unexpected argument 'json'. Repeat the option for another output: -o json=FILE."],
  ['-o=json', `--output takes ${FORMATS}, not ''. Use -o json.`],
  ['-o keys.json', `--output takes ${FORMATS}, not 'keys.json'. Use json=keys.json to write to that file.`],
  ['-o json:keys.json', `--output takes ${FORMATS}, not 'json:keys.json'. Use json=keys.json.`],
  [
    '-o json=~/keys.json',
    '--output takes a path that the shell has expanded, not \'json=~/keys.json\'. Use json="$HOME/keys.json".',
  ],
  [
    '-o table -o json',
    'Only one output can go to stdout, not both table and json. Name a file for one of them: -o table -o json=FILE.',
  ],
  [
    '-o json -o json',
    'Only one output can go to stdout, not both json and json. Name a file for one of them: -o json -o json=FILE.',
  ],
  [
    '-o table -o json=/dev/stdout',
    'Only one output can go to stdout, not both table and json. Name a file for one of them: -o table -o json=FILE.',
  ],
  [
    '-o csv -o json -f a',
    'Only one output can go to a, not both csv and json. Name a file for one of them: -o csv -o json=FILE.',
  ],
  [
    '-o json=a -f b',
    '--output-file is for an output without a file, but each --output has one. Leave out --output-file.',
  ],
  ['checks -o csv', 'checks does not support -o csv. Use -o table or -o json.'],
  ['checks -o json -o csv=a', 'checks does not support -o csv. Use -o table or -o json.'],
  ['--color sometimes', "--color takes auto, always or never, not 'sometimes'."],
  ['--color always --no-color', '--color and --no-color cannot be used together. Remove one of them.'],
])('output: %s is wrong usage', (line, expected) => expect(complaint(line)).toBe(expected))
