-- Settings, jobs, versions, statistics and other tables of the server itself.
-- Columns, keys and indexes are those of DHIS2 2.42; names are kept as the server creates them, so that what
-- is tested here is what runs there. Geometry columns are apart, in postgis.sql.

create sequence audit_auditid_seq;
create sequence datavalueaudit_sequence;
create sequence deletedobject_sequence;
create sequence eventchangelog_sequence;
create sequence hibernate_sequence;
create sequence message_sequence;
create sequence messageconversation_sequence;
create sequence note_sequence;
create sequence potentialduplicatesequence;
create sequence programinstance_sequence;
create sequence programstageinstance_sequence;
create sequence reservedvalue_sequence;
create sequence trackedentitychangelog_sequence;
create sequence trackedentitydatavalueaudit_sequence;
create sequence trackedentityinstance_sequence;
create sequence trackedentityinstanceaudit_sequence;
create sequence usermessage_sequence;

-- [jooq ignore start]
-- A uid is a letter followed by ten letters or digits; null passes, as in any check.
create function check_uid(uid varchar) returns boolean
  language sql immutable
  return uid ~ '^[A-Za-z][A-Za-z0-9]{10}$';
-- [jooq ignore stop]

create table attribute (
  attributeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50),
  description text,
  valuetype varchar(50) not null,
  mandatory boolean not null,
  isunique boolean,
  sortorder integer,
  optionsetid bigint,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  objecttypes jsonb not null,
  constraint attribute_pkey primary key (attributeid),
  constraint uk_1774shfid1uaopl9tu8am19fq unique (code),
  constraint uk_9mqbhximifdn1n8ru52lan3fw unique (uid),
  constraint uk_hpwum0iq12fs4ej5d0tgy6wsn unique (name)
);

create table attributevalue (
  attributevalueid bigint not null,
  created timestamp,
  lastupdated timestamp,
  value text,
  attributeid bigint not null,
  constraint attributevalue_pkey primary key (attributevalueid)
);

create table audit (
  auditid integer default nextval('audit_auditid_seq') not null,
  audittype text not null,
  auditscope text not null,
  createdat timestamp not null,
  createdby text not null,
  klass text,
  uid text,
  code text,
  attributes jsonb default '{}',
  data bytea,
  constraint audit_pkey primary key (auditid)
);
-- [jooq ignore start]
alter sequence audit_auditid_seq owned by audit.auditid;
-- [jooq ignore stop]

create table configuration (
  configurationid integer not null,
  systemid varchar(255),
  feedbackrecipientsid bigint,
  offlineorgunitlevelid bigint,
  infrastructuralindicatorsid bigint,
  infrastructuraldataelementsid bigint,
  infrastructuralperiodtypeid integer,
  selfregistrationrole bigint,
  selfregistrationorgunit bigint,
  facilityorgunitgroupset bigint,
  facilityorgunitlevel bigint,
  systemupdatenotificationrecipientsid bigint,
  constraint configuration_pkey primary key (configurationid)
);

create table constant (
  constantid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  description text,
  value double precision not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint constant_pkey primary key (constantid),
  constraint constant_unique_shortname unique (shortname),
  constraint uk_edy7cktu2fqg01r3n0fjyk1kk unique (code),
  constraint uk_nywvip5682tuvxrnwjomeyg6y unique (uid),
  constraint uk_o2xbcli806eba6dkdfco0o3kc unique (name)
);

create table datastatistics (
  statisticsid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  mapviews double precision,
  eventreportviews double precision,
  eventchartviews double precision,
  dashboardviews double precision,
  datasetreportviews double precision,
  active_users integer,
  totalviews double precision,
  maps double precision,
  eventreports double precision,
  eventcharts double precision,
  dashboards double precision,
  indicators double precision,
  datavalues double precision,
  users integer,
  visualizationviews double precision,
  visualizations double precision,
  passivedashboardviews double precision,
  eventvisualizationviews double precision,
  eventvisualizations double precision,
  constraint datastatistics_pkey primary key (statisticsid),
  constraint uk_cswvqawieb2sfq5qsy5wpqp1k unique (code),
  constraint uk_ppi146eky8fodu97t1o21vkd8 unique (uid)
);

create table datastatisticsevent (
  eventid integer not null,
  eventtype varchar,
  timestamp timestamp,
  username varchar(255),
  favoriteuid varchar(255),
  constraint datastatisticsevent_pkey primary key (eventid)
);

create table deletedobject (
  deletedobjectid bigint not null,
  klass varchar(255) not null,
  uid varchar(255) not null,
  code varchar(255),
  deleted_at timestamp not null,
  deleted_by varchar(255),
  constraint deletedobject_pkey primary key (deletedobjectid),
  constraint key_deleted_object_klass_uid unique (klass, uid)
);
create unique index uk_deletedobject_uid on deletedobject (uid);

create table document (
  documentid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  url text not null,
  fileresource bigint,
  external boolean not null,
  contenttype varchar(255),
  attachment boolean,
  externalaccess boolean,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint document_pkey primary key (documentid),
  constraint uk_elt3kiqdmmm5fwqfxsxk9lvh0 unique (code),
  constraint uk_jxodv1lvot26euasttk021jio unique (uid)
);

create table fileresource (
  fileresourceid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  contenttype varchar(255) not null,
  contentlength bigint not null,
  contentmd5 varchar(32) not null,
  storagekey varchar(1024) not null,
  isassigned boolean not null,
  domain varchar(40),
  userid bigint,
  hasmultiplestoragefiles boolean,
  fileresourceowner varchar(255),
  constraint fileresource_pkey primary key (fileresourceid),
  constraint uk_4dlqoc6s8ilws9yhacy5qkddb unique (code),
  constraint uk_eh2epuhchf9mci86ihl06i31g unique (uid),
  constraint uk_jxqj907hbrng860p6mypvl63k unique (storagekey)
);

create table jobconfiguration (
  jobconfigurationid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  cronexpression varchar(255),
  lastexecuted timestamp,
  enabled boolean not null,
  jsonbjobparameters jsonb,
  jobtype varchar(120) not null,
  jobstatus varchar(120) not null,
  lastexecutedstatus varchar(120) not null,
  delay integer,
  queuename varchar(50),
  queueposition integer,
  executedby varchar(11),
  schedulingtype varchar(12) default 'ONCE_ASAP' not null,
  lastalive timestamp,
  lastfinished timestamp,
  cancel boolean default false not null,
  progress jsonb,
  errorcodes text,
  constraint jobconfiguration_pkey primary key (jobconfigurationid),
  constraint uk_igo4gx1d74k7m93vxnn4n77jf unique (code),
  constraint uk_rqkhk3ebvk1kflf7qigbaxeyp unique (name),
  constraint uk_sdng31h9qjawcikcllry8a8a5 unique (uid)
);

create table keyjsonvalue (
  keyjsonvalueid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  namespace varchar(255) not null,
  namespacekey varchar(255) not null,
  encrypted_value varchar(255),
  encrypted boolean,
  userid bigint,
  publicaccess varchar(8),
  jbvalue jsonb,
  sharing jsonb default '{}',
  constraint keyjsonvalue_pkey primary key (keyjsonvalueid),
  constraint keyjsonvalue_unique_key_in_namespace unique (namespace, namespacekey),
  constraint uk_em6b7qxcas7dn6y506i3nd2x6 unique (uid),
  constraint uk_tikknlgl0im3w68yvlb0swrgd unique (code)
);

create table metadataproposal (
  proposalid bigint not null,
  uid varchar(11) not null,
  type varchar(6) not null,
  status varchar(12) not null,
  target varchar(30) not null,
  targetuid varchar(11),
  created timestamp not null,
  createdby bigint not null,
  change jsonb not null,
  comment varchar(255),
  reason varchar(1024),
  finalised timestamp,
  finalisedby bigint,
  constraint metadataproposal_pkey primary key (proposalid),
  constraint metadataproposal_uid_key unique (uid)
);

create table metadataversion (
  versionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  versiontype varchar(50),
  importdate timestamp,
  hashcode varchar(50) not null,
  constraint metadataversion_pkey primary key (versionid),
  constraint uk_9k7bv5o2ut4t0unxcwfyf1ay0 unique (code),
  constraint uk_d3qpxp187x8t4c1rsn64crgqu unique (hashcode),
  constraint uk_f93o7l4afmkassm3t4f2op9ps unique (name),
  constraint uk_ktwf16f728hce9ahtpmm7w5lx unique (uid)
);

create table report (
  reportid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  type varchar(50),
  designcontent text,
  relativeperiodsid integer,
  paramreportingmonth boolean,
  paramorganisationunit boolean,
  cachestrategy varchar(40),
  externalaccess boolean,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  visualizationid bigint,
  sharing jsonb default '{}',
  relativeperiods jsonb,
  constraint report_pkey primary key (reportid),
  constraint uk_1ie06vhy3begtwuuvrv0f71se unique (uid),
  constraint uk_478bg522jkn8460hkeshlw1j1 unique (relativeperiodsid),
  constraint uk_kc1wmcky1ooleovi36oqcqmqe unique (code)
);

create table reservedvalue (
  reservedvalueid integer not null,
  expirydate timestamp not null,
  created timestamp not null,
  ownerobject varchar(255),
  owneruid varchar(255),
  key varchar(255),
  value varchar(255),
  constraint reservedvalue_pkey primary key (reservedvalueid)
);
-- [jooq ignore start]
create unique index in_reservedvalue_value_generation
  on reservedvalue (ownerobject, owneruid, key, lower(value));
-- [jooq ignore stop]

create table sequentialnumbercounter (
  id integer not null,
  owneruid varchar(255) not null,
  key varchar(255) not null,
  counter integer,
  constraint seqnumcount_pkey primary key (owneruid, key)
);

create table sqlview (
  sqlviewid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  sqlquery text not null,
  type varchar(40) not null,
  cachestrategy varchar(40) not null,
  externalaccess boolean,
  userid bigint,
  publicaccess varchar(8),
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint sqlview_pkey primary key (sqlviewid),
  constraint uk_50aqn6tun6lt4u3ablvdxgoi6 unique (code),
  constraint uk_fps2ja521pudngaitlp0805du unique (uid),
  constraint uk_iedy6hh42wl3gr3m87ntd6so8 unique (name)
);

create table systemsetting (
  systemsettingid bigint not null,
  name varchar(255) not null,
  value text,
  constraint systemsetting_pkey primary key (systemsettingid),
  constraint uk_do99wgsyk5wflbhb937u5av8m unique (name)
);

create table tablehook (
  analyticstablehookid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(255) not null,
  analyticstablephase varchar(50) not null,
  resourcetabletype varchar(50),
  analyticstabletype varchar(50),
  sql text not null,
  constraint tablehook_pkey primary key (analyticstablehookid),
  constraint uk_4bcigh7ivtiraxnhqrg72tldo unique (code),
  constraint uk_668dyd20363ufr44a805inegm unique (name),
  constraint uk_78x5lua91w1j6upu02wh8pfx9 unique (uid)
);

create table userkeyjsonvalue (
  userkeyjsonvalueid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  userid bigint not null,
  namespace varchar(255) not null,
  userkey varchar(255) not null,
  encrypted_value varchar(255),
  encrypted boolean,
  jbvalue jsonb,
  constraint userkeyjsonvalue_pkey primary key (userkeyjsonvalueid),
  constraint uk_2ubxwwtgyqd0h2mvy46u3prfq unique (code),
  constraint uk_4k3a3mf7dgr4b2btftg5jkmt7 unique (uid),
  constraint userkeyjsonvalue_unique_key_on_user_and_namespace unique (userid, namespace, userkey)
);
create index userkeyjsonvalue_user on userkeyjsonvalue (userid);
