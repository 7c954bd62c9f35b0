import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** What a program said and how it ended. */
interface Verdict {
  exit: number
  said: string
}

/**
 * A folder with programs that know the formats and were not written here: a Python venv with py-ocsf-models,
 * cyclonedx-python-lib, cfn-lint and sqlglot, and node_modules with @microsoft/sarif-multitool. Null where none is named.
 */
export const findValidators = (env: NodeJS.ProcessEnv): string | null => env['KMS_AUDIT_VALIDATORS'] || null

/**
 * By its own JSON schema, the rules of SARIF and those of GitHub. It ends well whatever it has found, and says nothing at
 * all of a document that it cannot read; so its lines are read, and the one warning that every document of ours earns
 * (we have no address) tells that it was.
 */
export async function validateSarif(validators: string, file: string): Promise<string[]> {
  const home = join(validators, `node_modules/@microsoft/sarif-multitool-${process.platform}`)
  const options = ['--json-schema', join(home, 'sarif-2.1.0.json'), '--rule-kind', 'Sarif;Ghas']
  const { said } = await run(join(home, 'Sarif.Multitool'), ['validate', file, ...options])
  const errors = said.split('\n').filter(line => /: error [A-Z]+\d+/.test(line))
  return said.includes('warning SARIF2005') ? errors : [...errors, `could not be read: ${said}`]
}

/** Each event must be a Compliance Finding to the models that Prowler, too, builds its own from. */
export const validateOcsf = (validators: string, file: string): Promise<Verdict> =>
  run(join(validators, 'bin/python'), ['-c', READ_OCSF, file])

const READ_OCSF = `
import json, sys
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding
from py_ocsf_models.objects.cloud import Cloud
events = json.load(open(sys.argv[1], encoding="utf-8"))
for event in events:
    model = ComplianceFinding.model_validate(event)
    assert (model.class_uid, model.category_uid, model.metadata.version) == (2003, 2, "1.6.0")
    unknown = set(event) - set(ComplianceFinding.model_fields) - {"cloud"}
    assert not unknown, f"unknown fields {unknown}"
    for part in ("metadata", "finding_info", "compliance", "remediation"):
        if event.get(part) is not None:
            unknown = set(event[part]) - set(type(getattr(model, part)).model_fields) - {"status"}
            assert not unknown, f"unknown fields {unknown} of {part}"
    for raw, resource in zip(event["resources"], model.resources):
        unknown = set(raw) - set(type(resource).model_fields)
        assert not unknown, f"unknown fields {unknown} of a resource"
    Cloud.model_validate(event["cloud"])
print(len(events), "events")
`

/** What cfn-lint says of CloudFormation templates, with its warnings and hints. Empty: nothing. */
export async function lintTemplates(validators: string, files: readonly string[]): Promise<string> {
  const { exit, said } = await run(join(validators, 'bin/cfn-lint'), ['--include-checks', 'I', '--', ...files])
  return exit === 0 ? said.trim() : said.trim() || `cfn-lint ended with ${exit}`
}

/** By the JSON schema of CycloneDX, without fields that it does not know. Empty: it is valid. */
export async function validateSbom(validators: string, file: string): Promise<string> {
  const { said } = await run(join(validators, 'bin/python'), ['-c', READ_SBOM, file])
  return said.trim()
}

const READ_SBOM = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read())
print("" if error is None else str(error).splitlines()[0])
`

function run(program: string, args: readonly string[]): Promise<Verdict> {
  return new Promise(resolve => {
    execFile(program, args, { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ exit, said: `${out}${err}${exit === -1 ? String(error) : ''}` })
    })
  })
}
