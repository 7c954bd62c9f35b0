/**
 * The compliance frameworks of `--compliance`, with their controls about KMS keys. A control is covered by the checks
 * that name it in `controls`. Titles are short forms: the text of a control is in the framework itself.
 */
export interface Framework {
  /** Also the name on the command line: `cis-7.0`. */
  id: string
  /** Other names on the command line. */
  also: readonly string[]
  /** `CIS AWS Foundations 7.0.0` */
  name: string
  /** The `framework` of the controls of checks, if it differs from the name. */
  mappedAs?: string
  controls: readonly FrameworkControl[]
}

export interface FrameworkControl {
  /** `3.6`, `KMS.4` */
  id: string
  title: string
  /** Why no check covers the control. Left out if at least one does. */
  notCovered?: string
}

/** The spelling of a framework in the controls of checks. */
export const spellingIn = ({ name, mappedAs = name }: Framework): string => mappedAs

const NO_TRAIL_ENCRYPTION = 'kms-audit does not read how trails are encrypted.'
const NO_ALARMS = 'kms-audit does not read metric filters and alarms.'
const PROCEDURE = 'This control is about procedures, which AWS does not record.'

/** Numbers of the controls about KMS in a version of the CIS AWS Foundations Benchmark. */
interface CisNumbers {
  encryption: string
  rotation: string
  alarm: string
  access?: string
}

/** Versions with the same numbers of these controls. */
const CIS_1_4: CisNumbers = { encryption: '3.7', rotation: '3.8', alarm: '4.7' }
const CIS_3: CisNumbers = { encryption: '3.5', rotation: '3.6', alarm: '4.7' }
const CIS_6: CisNumbers = { encryption: '4.5', rotation: '4.6', alarm: '5.7' }

/** @param version such as `4.0.1`; with a patch of 0, the name has only two numbers */
function cis(version: string, { encryption, rotation, alarm, access }: CisNumbers): Framework {
  const [major = '', minor = '', patch = ''] = version.split('.')
  const short = `cis-${major}.${minor}`
  const [id, other] = patch === '0' ? [short, `cis-${version}`] : [`cis-${version}`, short]
  return {
    id,
    also: [other, ...(minor === '0' ? [`cis-${major}`] : [])],
    name: `CIS AWS Foundations ${version}`,
    controls: [
      ...(access === undefined ? [] : [{ id: access, title: 'KMS keys are not publicly accessible' }]),
      { id: encryption, title: 'CloudTrail logs are encrypted with KMS keys', notCovered: NO_TRAIL_ENCRYPTION },
      { id: rotation, title: 'Symmetric customer managed keys rotate automatically' },
      { id: alarm, title: 'Disabling and scheduled deletion of keys are monitored', notCovered: NO_ALARMS },
    ],
  }
}

const SECURITY_HUB: readonly FrameworkControl[] = [
  { id: 'KMS.1', title: 'Customer managed IAM policies do not allow decryption with all keys' },
  { id: 'KMS.2', title: 'Inline IAM policies do not allow decryption with all keys' },
  { id: 'KMS.3', title: 'Keys are not deleted unintentionally' },
  { id: 'KMS.4', title: 'Keys rotate automatically' },
  { id: 'KMS.5', title: 'Keys are not publicly accessible' },
]

/** The controls to which AWS maps its own controls about KMS. */
const NIST: readonly FrameworkControl[] = [
  { id: 'AC-2', title: 'Account management' },
  { id: 'AC-2(1)', title: 'Automated system account management' },
  { id: 'AC-3', title: 'Access enforcement' },
  { id: 'AC-3(7)', title: 'Role-based access control' },
  { id: 'AC-3(15)', title: 'Discretionary and mandatory access control' },
  { id: 'AC-5', title: 'Separation of duties' },
  { id: 'AC-6', title: 'Least privilege' },
  { id: 'AC-6(3)', title: 'Network access to privileged commands' },
  { id: 'SC-12', title: 'Cryptographic key establishment and management' },
  { id: 'SC-12(2)', title: 'Symmetric keys' },
  { id: 'SC-28(3)', title: 'Cryptographic keys that protect information at rest' },
]

const KEY_CHANGES = 'Keys change at the end of their cryptoperiod'

const PCI_3: readonly FrameworkControl[] = [
  { id: '3.6.1', title: 'Strong keys are generated', notCovered: PROCEDURE },
  { id: '3.6.2', title: 'Keys are distributed securely', notCovered: PROCEDURE },
  { id: '3.6.3', title: 'Keys are stored securely', notCovered: PROCEDURE },
  { id: '3.6.4', title: KEY_CHANGES },
  { id: '3.6.5', title: 'Weakened or suspect keys are retired or replaced', notCovered: PROCEDURE },
  { id: '3.6.6', title: 'Split knowledge and dual control of cleartext keys', notCovered: PROCEDURE },
  { id: '3.6.7', title: 'Unauthorized substitution of keys is prevented', notCovered: PROCEDURE },
  { id: '3.6.8', title: 'Key custodians accept their responsibilities', notCovered: PROCEDURE },
]

const PCI_4: readonly FrameworkControl[] = [
  { id: '3.7.1', title: 'Strong keys are generated', notCovered: PROCEDURE },
  { id: '3.7.2', title: 'Keys are distributed securely', notCovered: PROCEDURE },
  { id: '3.7.3', title: 'Keys are stored securely', notCovered: PROCEDURE },
  { id: '3.7.4', title: KEY_CHANGES },
  { id: '3.7.5', title: 'Keys are retired, replaced or destroyed when necessary', notCovered: PROCEDURE },
  { id: '3.7.6', title: 'Split knowledge and dual control of cleartext keys', notCovered: PROCEDURE },
  { id: '3.7.7', title: 'Unauthorized substitution of keys is prevented', notCovered: PROCEDURE },
  { id: '3.7.8', title: 'Key custodians accept their responsibilities', notCovered: PROCEDURE },
  { id: '3.7.9', title: 'Service providers guide customers who share keys', notCovered: PROCEDURE },
]

export const frameworks: readonly Framework[] = [
  {
    id: 'security-hub',
    also: ['aws-security-hub', 'security-hub-cspm'],
    name: 'AWS Security Hub CSPM',
    controls: SECURITY_HUB,
  },
  {
    id: 'aws-fsbp',
    also: ['fsbp', 'aws-foundational-security-best-practices', 'foundational-security-best-practices'],
    name: 'AWS Foundational Security Best Practices',
    mappedAs: 'AWS Security Hub CSPM',
    // AWS keeps KMS.4 out of this standard: https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
    controls: SECURITY_HUB.filter(({ id }) => id !== 'KMS.4'),
  },
  cis('1.2.0', { encryption: '2.7', rotation: '2.8', alarm: '3.7' }),
  cis('1.4.0', CIS_1_4),
  cis('1.5.0', CIS_1_4),
  cis('2.0.0', CIS_1_4),
  cis('3.0.0', CIS_3),
  cis('4.0.1', CIS_3),
  cis('5.0.0', CIS_3),
  cis('6.0.0', CIS_6),
  cis('7.0.0', { ...CIS_6, access: '2.21' }),
  {
    id: 'nist-800-53r5',
    also: ['nist-800-53', 'nist-800-53-r5', 'nist-sp-800-53r5', 'nist-sp-800-53', 'nist-800-53-revision-5', 'nist'],
    name: 'NIST SP 800-53 Rev. 5',
    controls: NIST,
  },
  { id: 'pci-dss-3.2.1', also: ['pci-3.2.1', 'pci-3', 'pci-dss-3'], name: 'PCI DSS 3.2.1', controls: PCI_3 },
  {
    id: 'pci-dss-4.0.1',
    also: ['pci-4.0.1', 'pci-4.0', 'pci-4', 'pci-dss-4', 'pci-dss-4.0', 'pci-dss', 'pci'],
    name: 'PCI DSS 4.0.1',
    controls: PCI_4,
  },
]
