WITH records AS (
  SELECT acct, region, eventtime, eventsource, eventname, eventid,
    nullif(errorcode, '') AS errorcode,
    coalesce(nullif(sharedeventid, ''), nullif(addendum.originaleventid, ''), eventid) AS identity,
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
    nullif(useridentity.invokedby, '') AS service,
    IF(eventsource = 'kms.amazonaws.com', json_format(json_extract(requestparameters, '$.dryRun'))) AS dry_run,
    IF(eventsource = 'cloudtrail.amazonaws.com', requestparameters) AS parameters,
    IF(eventsource = 'cloudtrail.amazonaws.com', responseelements) AS response,
    IF(eventsource = 'kms.amazonaws.com', array_distinct(filter(transform(resources, r -> r.arn), arn -> arn LIKE 'arn:%:kms:%:key/%'))) AS keys,
    regexp_replace(element_at(split("$path", '/'), -1), '\.(gz|zst)$', '') AS file,
    coalesce(((eventsource = 'kms.amazonaws.com' AND coalesce(eventname, '') NOT IN ('CancelKeyDeletion', 'ConnectCustomKeyStore', 'CreateAlias', 'CreateCustomKeyStore', 'CreateGrant', 'CreateKey', 'DeleteAlias', 'DeleteCustomKeyStore', 'DeleteExpiredKeyMaterial', 'DeleteImportedKeyMaterial', 'DeleteKey', 'DescribeCustomKeyStores', 'DescribeKey', 'DisableKeyRotation', 'DisconnectCustomKeyStore', 'EnableKey', 'EnableKeyRotation', 'GenerateRandom', 'GetKeyLastUsage', 'GetKeyPolicy', 'GetKeyRotationStatus', 'GetParametersForImport', 'ImportKeyMaterial', 'ListAliases', 'ListGrants', 'ListKeyPolicies', 'ListKeyRotations', 'ListKeys', 'ListResourceTags', 'ListRetirableGrants', 'PutKeyPolicy', 'ReplicateKey', 'RetireGrant', 'RevokeGrant', 'RotateKey', 'RotateKeyOnDemand', 'ScheduleKeyDeletion', 'SynchronizeMultiRegionKey', 'TagResource', 'UntagResource', 'UpdateAlias', 'UpdateCustomKeyStore', 'UpdateKeyDescription', 'UpdatePrimaryRegion'))
      OR (eventsource = 'cloudtrail.amazonaws.com' AND coalesce(eventname, '') IN ('', 'CreateTrail', 'DeleteTrail', 'PutEventSelectors', 'StartLogging', 'StopLogging', 'UpdateTrail') AND coalesce(errorcode, '') = '')
      OR (coalesce(eventsource, '') = '' OR (eventsource <> 'kms.amazonaws.com' AND lower(eventsource) LIKE 'kms.%')))
    AND ((eventtime >= '2026-02-01T00:00:00Z' AND eventtime < '2026-03-01T00:00:00Z')
      OR (eventtime >= '2025-06-01T00:00:00Z' AND eventtime < '2026-02-01T00:00:00Z' AND day < '2026/03/01' AND (day > '2026/02/01' OR eventtime < '2026-01-01T00:00:00Z'))
      OR NOT regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$')), false) AS is_asked,
    coalesce(eventsource = 'kms.amazonaws.com' AND eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac') AND nullif(errorcode, '') IS NULL
      AND coalesce(json_format(json_extract(requestparameters, '$.dryRun')), 'false') IN ('false', 'null') AND regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$')
      AND any_match(resources, r -> r.arn LIKE 'arn:%:kms:%:key/%'), false) AS is_use,
    coalesce(CAST(readonly AS varchar) = 'false' AND eventcategory = 'Management', false) AS is_write
  FROM "audit"."kms_audit_trail"
  WHERE acct IN ('111122223333', '444455556666') AND region IN ('eu-west-1', 'us-east-1')
    AND day BETWEEN '2026/02/01' AND '2026/03/01'
), digests AS (
  SELECT acct, region,
    IF(is_whole, concat(IF(regexp_like(digests3object, '(^|/)AWSLogs/o-[a-z0-9]+/'), 'o', ''), '/', regexp_extract(name, '^(.+)_\d{8}T\d{6}Z', 1), '|',
      CAST(start_time AS varchar), '|', CAST(end_time AS varchar), '|', IF(previousdigests3object IS NULL, 'r', ''), IF(regexp_like(name, 'Z_backfill\.'), 'b', ''), '|', coalesce(CAST(oldest_time AS varchar), '')), concat('!', name)) AS digest,
    IF(is_whole AND cardinality(logfiles) > 0, transform(logfiles, f -> regexp_replace(element_at(split(f.s3object, '/'), -1), '\.(gz|zst)$', '')), ARRAY['']) AS files
  FROM (
    SELECT *, awsaccountid = acct AND element_at(split(digests3object, '/'), -1) = name AND split_part(name, '_', 3) = region
      AND end_time > start_time AND logfiles IS NOT NULL AND none_match(logfiles, f -> f.s3object IS NULL) AS is_whole
    FROM (
      SELECT acct, region, awsaccountid, digests3object, previousdigests3object, logfiles,
        element_at(split("$path", '/'), -1) AS name,
        IF(regexp_like(digeststarttime, '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'), CAST(to_unixtime(try(from_iso8601_timestamp(digeststarttime))) AS bigint)) AS start_time,
        IF(regexp_like(digestendtime, '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'), CAST(to_unixtime(try(from_iso8601_timestamp(digestendtime))) AS bigint)) AS end_time,
        IF(regexp_like(oldesteventtime, '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'), CAST(to_unixtime(try(from_iso8601_timestamp(oldesteventtime))) AS bigint)) AS oldest_time
      FROM "audit"."kms_audit_digests"
      WHERE acct IN ('111122223333', '444455556666') AND region IN ('eu-west-1', 'us-east-1')
    AND day BETWEEN '2026/02/02' AND '2026/03/01'
    )
  )
  WHERE regexp_like(name, '^\d{12}_CloudTrail-Digest_[a-z0-9-]+_[A-Za-z0-9_.-]+_[a-z0-9-]+_\d{8}T\d{6}Z(_backfill)?\.json(\.gz|\.zst)?$')
), calls AS (
  SELECT acct, region, key_arn, identity,
    IF(key_arn = 'file', 'file', CASE
      WHEN eventsource = 'cloudtrail.amazonaws.com' THEN 'trail'
      WHEN coalesce(eventsource, '') = '' OR (eventsource <> 'kms.amazonaws.com' AND lower(eventsource) LIKE 'kms.%') THEN 'odd'
      WHEN errorcode IN ('DisabledException', 'KMSInvalidStateException') AND eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac') AND key_arn <> '' THEN 'refused'
      WHEN errorcode IS NOT NULL OR dry_run = 'true' THEN IF(key_arn <> '' AND eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac'), 'failed', 'nothing')
      WHEN key_arn = '' OR coalesce(dry_run, 'false') NOT IN ('false', 'null') OR NOT regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$') THEN 'odd'
      WHEN eventname = 'GetPublicKey' THEN 'public-key-read'
      WHEN eventname = 'DisableKey' THEN 'disabled'
      WHEN eventname IN ('Decapsulate', 'Decrypt', 'DeriveSharedSecret', 'Encapsulate', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncrypt', 'Sign', 'Verify', 'VerifyMac') THEN 'use'
      ELSE 'odd' END) AS kind,
    concat(coalesce(eventtime, ''), ' ', coalesce(eventid, '')) AS position,
    IF(key_arn <> 'file', json_format(CAST(ARRAY[eventtime, eventid, eventname, principal, service, coalesce(errorcode, IF(dry_run = 'true', 'DryRunOperationException')), parameters, response] AS json))) AS call,
    IF(key_arn = 'file', file) AS file, is_use, is_write, CAST(NULL AS varchar) AS digest
  FROM records CROSS JOIN UNNEST(IF(is_asked, IF(coalesce(cardinality(keys), 0) = 0, ARRAY[''], keys), CAST(ARRAY[] AS array(varchar))) || ARRAY['file']) AS named(key_arn)
  WHERE key_arn IN ('', 'file') OR (split_part(key_arn, ':', 4) = region AND split_part(key_arn, ':', 5) = acct)
  UNION ALL
  SELECT acct, region, 'file', CAST(NULL AS varchar), 'file', '', CAST(NULL AS varchar), file, false, false, digest
  FROM digests CROSS JOIN UNNEST(files) AS named(file)
), found AS (
  SELECT acct, region, key_arn, kind, file,
  min_by(call, position) AS first_call, max_by(call, position) AS last_call,
  count(*) AS events,
  array_distinct(array_agg(digest) FILTER (WHERE digest IS NOT NULL)) AS digests,
  bool_or(digest IS NULL) AS is_there, bool_or(is_use) AS is_use, bool_or(is_write) AS is_write
  FROM calls
  WHERE kind <> 'nothing' AND kind <> 'failed'
  GROUP BY acct, region, key_arn, kind, file, IF(kind = 'trail', call)
), hours AS (
  SELECT acct, region, key_arn, kind, first_call, last_call, IF(kind = 'file', 0, events) AS events,
    split_part(digest, '|', 1) AS series,
    try_cast(split_part(digest, '|', 2) AS bigint) AS start_time,
    try_cast(split_part(digest, '|', 3) AS bigint) AS end_time,
    split_part(digest, '|', 5) AS oldest_time,
    count_if(file <> '') AS files,
    count_if(file <> '' AND NOT is_there) AS missing,
    concat(split_part(digest, '|', 4), IF(count_if(file <> '' AND NOT is_there) > 0, 'm', ''), IF(bool_or(is_use), 'u', ''),
      IF(bool_or(is_write) AND regexp_extract(split_part(digest, '|', 1), '_([a-z0-9-]+)$', 1) = region, 'w', '')) AS flags
  FROM found CROSS JOIN UNNEST(IF(kind = 'file', digests, ARRAY[''])) AS named(digest)
  GROUP BY acct, region, key_arn, kind, digest, first_call, last_call, IF(kind = 'file', 0, events)
), marked AS (
  SELECT *, IF(start_time = lag(end_time) OVER (PARTITION BY acct, region, key_arn, kind, series ORDER BY start_time, end_time, flags, first_call, last_call, events) AND flags = lag(flags) OVER (PARTITION BY acct, region, key_arn, kind, series ORDER BY start_time, end_time, flags, first_call, last_call, events)
    AND end_time - start_time = lag(end_time - start_time) OVER (PARTITION BY acct, region, key_arn, kind, series ORDER BY start_time, end_time, flags, first_call, last_call, events) AND missing = 0, 0, 1) AS is_new
  FROM hours
), numbered AS (
  SELECT *, sum(is_new) OVER (PARTITION BY acct, region, key_arn, kind, series ORDER BY start_time, end_time, flags, first_call, last_call, events ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM marked
), runs AS (
  SELECT acct, region, key_arn, kind, series, run, min(first_call) AS first_call, min(last_call) AS last_call, min(events) AS events,
    min(start_time) AS start_time, sum(files) AS files,
    concat(CAST(min(start_time) AS varchar), ',', CAST(min(end_time - start_time) AS varchar), ',', CAST(count(*) AS varchar), ',',
      min(flags), ',', CAST(sum(missing) AS varchar), IF(sum(missing) > 0, concat(',', min(oldest_time)), '')) AS run_text
  FROM numbered
  GROUP BY acct, region, key_arn, kind, series, run
)
SELECT acct, region, IF(kind = 'file', series, key_arn) AS key_arn, IF(kind = 'file', 'digests', kind) AS kind,
  IF(kind = 'file', coalesce(array_join(array_agg(run_text ORDER BY start_time), ';'), ''), min(first_call)) AS first_call,
  min(last_call) AS last_call, IF(kind = 'file', sum(files), min(events)) AS events
FROM runs
GROUP BY acct, region, key_arn, kind, series, IF(kind = 'file', 0, run)