/**
 * Condition keys that a key policy can use, as AWS spells them, without the keys that end with a name chosen by the
 * user (`kms:EncryptionContext:…`, `aws:PrincipalTag/…`).
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const CONDITION_KEYS: readonly string[] = [
  ...`BypassPolicyLockoutSafetyCheck CallerAccount CustomerMasterKeySpec CustomerMasterKeyUsage DataKeyPairSpec
    EncryptionAlgorithm EncryptionContextKeys ExpirationModel GrantConstraintType GrantIsForAWSResource
    GrantOperations GranteePrincipal KeyAgreementAlgorithm KeyOrigin KeySpec KeyUsage MacAlgorithm MessageType
    MultiRegion MultiRegionKeyType PrimaryRegion ReEncryptOnSameKey ReplicaRegion RequestAlias ResourceAliases
    RetiringPrincipal RotationPeriodInDays ScheduleKeyDeletionPendingWindowInDays SigningAlgorithm
    TrailingDaysWithoutKeyUsage ValidTo ViaService WrappingAlgorithm WrappingKeySpec`
    .split(/\s+/)
    .map(name => `kms:${name}`),
  ...`AssumedRoot CalledVia CalledViaFirst CalledViaLast CurrentTime Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc
    EpochTime FederatedProvider MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn
    PrincipalIsAWSService PrincipalOrgID PrincipalOrgMasterAccountId PrincipalOrgPaths PrincipalServiceName
    PrincipalServiceNamesList PrincipalType Referer RequestedRegion ResourceAccount ResourceOrgID ResourceOrgPaths
    SecureTransport SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceOwner SourceVpc
    SourceVpcArn SourceVpce TagKeys TokenIssueTime UserAgent UserId UserName ViaAWSService VpceAccount VpceOrgID
    VpceOrgPaths VpcSourceIp`
    .split(/\s+/)
    .map(name => `aws:${name}`),
]
