CREATE EXTERNAL TABLE IF NOT EXISTS `audit`.`kms_audit_trail` (
  eventtime string,
  eventsource string,
  eventname string,
  errorcode string,
  eventid string,
  sharedeventid string,
  useridentity struct<arn:string,invokedby:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>,
  requestparameters string,
  responseelements string,
  resources array<struct<arn:string,accountid:string,type:string>>,
  addendum struct<reason:string,originaleventid:string>,
  readonly string,
  eventcategory string
)
PARTITIONED BY (acct string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://org-logs/security/trail/AWSLogs/o-exampleorgid/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.acct.type' = 'injected',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'eu-west-1,us-east-1',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'projection.day.range' = '2021/06/01,NOW',
  'storage.location.template' = 's3://org-logs/security/trail/AWSLogs/o-exampleorgid/${acct}/CloudTrail/${region}/${day}'
);
