WITH records AS (
  SELECT acct, region, eventtime, eventsource, eventname, eventid,
    nullif(errorcode, '') AS errorcode,
    coalesce(nullif(sharedeventid, ''), nullif(addendum.originaleventid, ''), eventid) AS identity,
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
    nullif(useridentity.invokedby, '') AS service,
    IF(eventsource = 'kms.amazonaws.com', json_format(json_extract(requestparameters, '$.dryRun'))) AS dry_run,
    IF(eventsource = 'cloudtrail.amazonaws.com', requestparameters) AS parameters,
    IF(eventsource = 'cloudtrail.amazonaws.com', responseelements) AS response,
    IF(eventsource = 'kms.amazonaws.com', array_distinct(filter(transform(resources, r -> r.arn), arn -> arn LIKE 'arn:%:kms:%:key/%'))) AS keys
  FROM "audit"."kms_audit_trail"
  WHERE acct IN ('111122223333', '444455556666') AND region IN ('eu-west-1', 'us-east-1')
    AND day BETWEEN '2026/02/01' AND '2026/03/01'
    AND ((eventsource = 'kms.amazonaws.com' AND coalesce(eventname, '') NOT IN ('CancelKeyDeletion', 'ConnectCustomKeyStore', 'CreateAlias', 'CreateCustomKeyStore', 'CreateGrant', 'CreateKey', 'DeleteAlias', 'DeleteCustomKeyStore', 'DeleteExpiredKeyMaterial', 'DeleteImportedKeyMaterial', 'DeleteKey', 'DescribeCustomKeyStores', 'DescribeKey', 'DisableKeyRotation', 'DisconnectCustomKeyStore', 'EnableKey', 'EnableKeyRotation', 'GenerateRandom', 'GetKeyLastUsage', 'GetKeyPolicy', 'GetKeyRotationStatus', 'GetParametersForImport', 'ImportKeyMaterial', 'ListAliases', 'ListGrants', 'ListKeyPolicies', 'ListKeyRotations', 'ListKeys', 'ListResourceTags', 'ListRetirableGrants', 'PutKeyPolicy', 'ReplicateKey', 'RetireGrant', 'RevokeGrant', 'RotateKey', 'RotateKeyOnDemand', 'ScheduleKeyDeletion', 'SynchronizeMultiRegionKey', 'TagResource', 'UntagResource', 'UpdateAlias', 'UpdateCustomKeyStore', 'UpdateKeyDescription', 'UpdatePrimaryRegion'))
      OR (eventsource = 'cloudtrail.amazonaws.com' AND coalesce(eventname, '') IN ('', 'CreateTrail', 'DeleteTrail', 'PutEventSelectors', 'StartLogging', 'StopLogging', 'UpdateTrail') AND coalesce(errorcode, '') = '')
      OR (coalesce(eventsource, '') = '' OR (eventsource <> 'kms.amazonaws.com' AND lower(eventsource) LIKE 'kms.%')))
    AND ((eventtime >= '2026-02-01T00:00:00Z' AND eventtime < '2026-03-01T00:00:00Z')
      OR (eventtime >= '2025-06-01T00:00:00Z' AND eventtime < '2026-02-01T00:00:00Z' AND day < '2026/03/01' AND (day > '2026/02/01' OR eventtime < '2026-01-01T00:00:00Z'))
      OR NOT regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$'))
), calls AS (
  SELECT acct, region, key_arn, identity,
    CASE
      WHEN eventsource = 'cloudtrail.amazonaws.com' THEN 'trail'
      WHEN coalesce(eventsource, '') = '' OR (eventsource <> 'kms.amazonaws.com' AND lower(eventsource) LIKE 'kms.%') THEN 'odd'
      WHEN errorcode IN ('DisabledException', 'KMSInvalidStateException') AND eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac') AND key_arn <> '' THEN 'refused'
      WHEN errorcode IS NOT NULL OR dry_run = 'true' THEN IF(key_arn <> '' AND eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac'), 'failed', 'nothing')
      WHEN key_arn = '' OR coalesce(dry_run, 'false') NOT IN ('false', 'null') OR NOT regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$') THEN 'odd'
      WHEN eventname = 'GetPublicKey' THEN 'public-key-read'
      WHEN eventname = 'DisableKey' THEN 'disabled'
      WHEN eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac') THEN 'use'
      ELSE 'odd' END AS kind,
    concat(coalesce(eventtime, ''), ' ', coalesce(eventid, '')) AS position,
    json_format(CAST(ARRAY[eventtime, eventid, eventname, principal, service, coalesce(errorcode, IF(dry_run = 'true', 'DryRunOperationException')), parameters, response] AS json)) AS call
  FROM records CROSS JOIN UNNEST(IF(coalesce(cardinality(keys), 0) = 0, ARRAY[''], keys)) AS named(key_arn)
  WHERE key_arn = '' OR (split_part(key_arn, ':', 4) = region AND split_part(key_arn, ':', 5) = acct)
)
SELECT acct, region, key_arn, kind,
  min_by(call, position) AS first_call, max_by(call, position) AS last_call,
  count(*) AS events
FROM calls
WHERE kind <> 'nothing' AND kind <> 'failed'
GROUP BY acct, region, key_arn, kind, IF(kind = 'trail', call)