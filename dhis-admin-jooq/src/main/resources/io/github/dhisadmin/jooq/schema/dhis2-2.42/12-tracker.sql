-- Tracked entities, enrollments, events, relationships, ownership and their audits.

create table trackedentity (
  trackedentityid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  createdatclient timestamp,
  lastupdatedatclient timestamp,
  inactive boolean default false not null,
  deleted boolean not null,
  lastsynchronized timestamp not null /* [jooq ignore start] */ default to_timestamp(0) /* [jooq ignore stop] */,
  featuretype varchar(50),
  coordinates text,
  organisationunitid bigint not null,
  trackedentitytypeid bigint not null,
  storedby varchar(255),
  createdbyuserinfo jsonb,
  lastupdatedbyuserinfo jsonb,
  potentialduplicate boolean default false,
  constraint trackedentityinstance_pkey primary key (trackedentityid),
  constraint uk_orq3pwtro2yu9yydh046bn40j unique (code),
  constraint uk_rbr4kyuk4s0kb4jo1r77cuaq9 unique (uid)
);
create index in_trackedentityinstance_created on trackedentity (created);
create index in_trackedentityinstance_deleted on trackedentity (deleted);
create index in_trackedentityinstance_organisationunitid on trackedentity (organisationunitid);

create table enrollment (
  enrollmentid bigint not null,
  uid varchar(11),
  created timestamp not null,
  lastupdated timestamp not null,
  createdatclient timestamp,
  lastupdatedatclient timestamp,
  occurreddate timestamp,
  enrollmentdate timestamp not null,
  completeddate timestamp,
  followup boolean,
  completedby varchar(255),
  deleted boolean not null,
  storedby varchar(255),
  status varchar(50),
  trackedentityid bigint,
  programid bigint not null,
  organisationunitid bigint not null,
  createdbyuserinfo jsonb,
  lastupdatedbyuserinfo jsonb,
  constraint programinstance_pkey primary key (enrollmentid),
  constraint uk_d3lsa2h8me94ksyp53l6rpe3g unique (uid)
);
create index in_enrollment_lastupdated on enrollment (lastupdated);
create index in_programinstance_deleted on enrollment (deleted);
create index in_programinstance_programid on enrollment (programid);
create index in_programinstance_trackedentityinstanceid on enrollment (trackedentityid);
create index index_programinstance on enrollment (enrollmentid);

create table event (
  eventid bigint not null,
  uid varchar(11),
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  createdatclient timestamp,
  lastupdatedatclient timestamp,
  lastsynchronized timestamp not null /* [jooq ignore start] */ default to_timestamp(0) /* [jooq ignore stop] */,
  enrollmentid bigint not null,
  programstageid bigint not null,
  attributeoptioncomboid bigint not null,
  deleted boolean not null,
  storedby varchar(255),
  scheduleddate timestamp,
  occurreddate timestamp,
  organisationunitid bigint not null,
  status varchar(25) not null,
  completedby varchar(255),
  completeddate timestamp,
  eventdatavalues jsonb default '{}' not null,
  assigneduserid bigint,
  createdbyuserinfo jsonb,
  lastupdatedbyuserinfo jsonb,
  constraint programstageinstance_pkey primary key (eventid),
  constraint uk_9ydk6ypaj0xdjoyo1d5asap3m unique (code),
  constraint uk_gy44hufdeduoma7eeh3j6abm7 unique (uid)
);
create index in_event_attributeoptioncomboid on event (attributeoptioncomboid);
create index in_event_lastupdated on event (lastupdated);
create index in_programstageinstance_status_executiondate on event (status, occurreddate);
create index in_psi_deleted_assigneduserid on event (deleted, assigneduserid);
create index programstageinstance_executiondate on event (occurreddate);
create index programstageinstance_organisationunitid on event (organisationunitid);
create index programstageinstance_programinstanceid on event (enrollmentid);

create table note (
  noteid bigint not null,
  uid varchar(11) not null,
  created timestamp not null,
  lastupdatedby bigint,
  notetext text,
  creator varchar(255),
  constraint trackedentitycomment_pkey primary key (noteid),
  constraint uk_t94h9p111tcydbm6je22tla52 unique (uid)
);

create table enrollment_notes (
  enrollmentid bigint not null,
  sort_order integer not null,
  noteid bigint not null,
  constraint programinstancecomments_pkey primary key (enrollmentid, sort_order),
  constraint uk_lwep604j10w1ey7vunqdmotx2 unique (noteid)
);

create table event_notes (
  eventid bigint not null,
  sort_order integer not null,
  noteid bigint not null,
  constraint programstageinstancecomments_pkey primary key (eventid, sort_order),
  constraint uk_1n7xvxj0jupob5f2v86cv8qer unique (noteid)
);

create table eventchangelog (
  eventchangelogid bigint default nextval('eventchangelog_sequence') not null,
  eventid bigint not null,
  dataelementid bigint,
  eventfield varchar(100),
  currentvalue varchar(50000),
  previousvalue varchar(50000),
  changelogtype varchar(100) not null,
  created timestamp not null,
  createdby varchar(255) not null,
  constraint eventchangelog_pkey primary key (eventchangelogid)
);
create index eventchangelog_eventid_created_idx on eventchangelog (eventid, created desc);

create table potentialduplicate (
  potentialduplicateid bigint not null,
  uid varchar(11) not null,
  created timestamp not null,
  lastupdated timestamp not null,
  original varchar(11) not null,
  duplicate varchar(11) not null,
  status varchar(255) not null,
  createdbyusername varchar(255) not null,
  lastupdatebyusername varchar(255) not null,
  constraint potentialduplicate_pkey primary key (potentialduplicateid),
  constraint potentialduplicate_teia_teib unique (original, duplicate),
  constraint potentialduplicate_uid_key unique (uid)
);
-- [jooq ignore start]
alter table potentialduplicate
  add constraint potentialduplicate_check_duplicate check (check_uid(duplicate)),
  add constraint potentialduplicate_check_original check (check_uid(original)),
  add constraint potentialduplicate_check_uid check (check_uid(uid));
-- [jooq ignore stop]

create table programownershiphistory (
  programownershiphistoryid integer not null,
  programid bigint,
  trackedentityid bigint,
  startdate timestamp,
  enddate timestamp,
  createdby varchar(255),
  organisationunitid bigint,
  constraint programownershiphistory_pkey primary key (programownershiphistoryid)
);

create table programtempowner (
  programtempownerid bigint not null,
  programid bigint,
  trackedentityid bigint,
  validtill timestamp,
  userid bigint,
  reason varchar(50000),
  constraint programtempowner_pkey primary key (programtempownerid)
);
-- [jooq ignore start]
create index in_programtempowner_validtill on programtempowner (EXTRACT(epoch FROM validtill));
-- [jooq ignore stop]

create table programtempownershipaudit (
  programtempownershipauditid integer not null,
  programid bigint,
  trackedentityid bigint,
  created timestamp,
  accessedby varchar(255),
  reason varchar(50000),
  constraint programtempownershipaudit_pkey primary key (programtempownershipauditid)
);

create table relationship (
  relationshipid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  style jsonb,
  relationshiptypeid bigint not null,
  from_relationshipitemid integer,
  to_relationshipitemid integer,
  key varchar not null,
  inverted_key varchar not null,
  deleted boolean default false,
  createdatclient timestamp,
  constraint relationship_pkey primary key (relationshipid),
  constraint uk_2gbm9ji77snuoll07yvpgj3o5 unique (to_relationshipitemid),
  constraint uk_74iy11sx99wxaut3skkphkvgi unique (uid),
  constraint uk_799tkjg7am2injr1dypaidt4p unique (code),
  constraint uk_gsvll3t3tsda7kx38waqnegkw unique (from_relationshipitemid)
);
create index in_relationship_inverted_key on relationship (inverted_key);
create index in_relationship_key on relationship (key);

create table relationshipitem (
  relationshipitemid integer not null,
  relationshipid bigint,
  trackedentityid bigint,
  enrollmentid bigint,
  eventid bigint,
  constraint relationshipitem_pkey primary key (relationshipitemid)
);
create index in_relationshipitem_programinstanceid on relationshipitem (enrollmentid);
create index in_relationshipitem_programstageinstanceid on relationshipitem (eventid);
create index in_relationshipitem_trackedentityinstanceid on relationshipitem (trackedentityid);

create table trackedentityattributevalue (
  trackedentityid bigint not null,
  trackedentityattributeid bigint not null,
  created timestamp not null,
  lastupdated timestamp not null,
  value varchar(1200),
  encryptedvalue varchar(50000),
  storedby varchar(255),
  constraint trackedentityattributevalue_pkey primary key (trackedentityid, trackedentityattributeid)
);
-- [jooq ignore start]
create index in_trackedentity_attribute_value
  on trackedentityattributevalue (trackedentityattributeid, lower(value));
-- [jooq ignore stop]
create index in_trackedentityattributevalue_attributeid
  on trackedentityattributevalue (trackedentityattributeid);
-- [jooq ignore start]
create unique index in_trackedentityinstance_trackedentityattribute_value
  on trackedentityattributevalue (trackedentityid, trackedentityattributeid, lower(value));
-- [jooq ignore stop]

create table trackedentityattributevalueaudit (
  trackedentityattributevalueauditid bigint not null,
  trackedentityid bigint,
  trackedentityattributeid bigint,
  value varchar(50000),
  encryptedvalue varchar(50000),
  created timestamp,
  modifiedby varchar(255),
  audittype varchar(100) not null,
  constraint trackedentityattributevalueaudit_pkey primary key (trackedentityattributevalueauditid)
);

create table trackedentityaudit (
  trackedentityauditid bigint not null,
  trackedentity varchar(255),
  created timestamp,
  accessedby varchar(255),
  audittype varchar(100) not null,
  comment varchar(50000),
  constraint trackedentityinstanceaudit_pkey primary key (trackedentityauditid)
);

create table trackedentitychangelog (
  trackedentitychangelogid bigint default nextval('trackedentitychangelog_sequence') not null,
  trackedentityid bigint not null,
  trackedentityattributeid bigint not null,
  currentvalue varchar(50000),
  previousvalue varchar(50000),
  changelogtype varchar(100) not null,
  created timestamp not null,
  createdby varchar(255) not null,
  constraint trackedentitychangelog_pkey primary key (trackedentitychangelogid)
);
create index trackedentitychangelog_trackedentityid_created_idx
  on trackedentitychangelog (trackedentityid, created desc);

create table trackedentitydatavalueaudit (
  trackedentitydatavalueauditid bigint not null,
  eventid bigint,
  dataelementid bigint,
  value varchar(50000),
  created timestamp,
  providedelsewhere boolean,
  modifiedby varchar(255),
  audittype varchar(100) not null,
  constraint trackedentitydatavalueaudit_pkey primary key (trackedentitydatavalueauditid)
);
create index index_trackedentitydatavalueaudit_programstageinstanceid
  on trackedentitydatavalueaudit (eventid);

create table trackedentityprogramowner (
  trackedentityprogramownerid integer not null,
  trackedentityid bigint,
  programid bigint not null,
  created timestamp not null,
  lastupdated timestamp not null,
  organisationunitid bigint,
  createdby varchar(255) not null,
  constraint trackedentityprogramowner_pkey primary key (trackedentityprogramownerid),
  constraint uk_tei_program unique (trackedentityid, programid)
);
create index in_trackedentityprogramowner_program_orgunit
  on trackedentityprogramowner (programid, organisationunitid);
create unique index in_unique_trackedentityprogramowner_teiid_programid_ouid
  on trackedentityprogramowner (trackedentityid, programid, organisationunitid);
