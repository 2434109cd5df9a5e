-- Users, user groups, user roles and what users may see.

create table userinfo (
  userinfoid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  lastupdated timestamp not null,
  created timestamp not null,
  surname varchar(160) not null,
  firstname varchar(160) not null,
  email varchar(160),
  phonenumber varchar(80),
  jobtitle varchar(160),
  introduction text,
  gender varchar(50),
  birthday date,
  nationality varchar(160),
  employer varchar(160),
  education text,
  interests text,
  languages text,
  welcomemessage text,
  lastcheckedinterpretations timestamp,
  whatsapp varchar(255),
  skype varchar(255),
  facebookmessenger varchar(255),
  telegram varchar(255),
  twitter varchar(255),
  avatar bigint,
  attributevalues jsonb default '{}',
  dataviewmaxorgunitlevel integer,
  lastupdatedby bigint,
  creatoruserid bigint,
  username varchar(255),
  password varchar(60),
  secret text,
  externalauth boolean,
  openid text,
  ldapid text,
  passwordlastupdated timestamp,
  lastlogin timestamp,
  restoretoken varchar(255),
  restoreexpiry timestamp,
  selfregistered boolean,
  invitation boolean,
  disabled boolean,
  uuid uuid,
  accountexpiry timestamp,
  idtoken varchar(255),
  verifiedemail varchar(255),
  emailverificationtoken varchar(255),
  twofactortype varchar(50) default 'NOT_ENABLED' not null,
  name varchar(321) not null /* [jooq ignore start] */
    generated always as ((firstname::text || ' ') || surname::text) stored
    /* [jooq ignore stop] */,
  constraint userinfo_pkey primary key (userinfoid),
  constraint uk_gky85ptfkcumyuqhr5yvjxwsa unique (code),
  constraint uk_userinfo_username unique (username),
  constraint userinfo_verifiedemail_key unique (verifiedemail)
);
-- [jooq ignore start]
create unique index in_userinfo_ldapid on userinfo (ldapid);
-- [jooq ignore stop]
-- [jooq ignore start]
create index in_userinfo_openid on userinfo (openid);
-- [jooq ignore stop]
create unique index in_userinfo_username on userinfo (username);
create unique index in_userinfo_uuid on userinfo (uuid);
create unique index uk_userinfo_uid on userinfo (uid);

create table usergroup (
  usergroupid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  uuid uuid,
  sharing jsonb default '{}',
  constraint usergroup_pkey primary key (usergroupid),
  constraint uk_ekb018cvmpvll5dgtn97leerj unique (uid),
  constraint uk_q20sh82vk885ooi7fekwtboej unique (code)
);
create unique index uuid_usergroup_idx on usergroup (uuid);

create table userrole (
  userroleid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description varchar(255),
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  constraint userrole_pkey primary key (userroleid),
  constraint uk_ff1da38in40mg91rlgqhw02ff unique (uid),
  constraint uk_hebhkhm8gpwg9xsp8q4f7wlx1 unique (code),
  constraint uk_hjocbvo9fla04bgj7ku32vwsn unique (name)
);

create table userdatavieworgunits (
  userinfoid bigint not null,
  organisationunitid bigint not null,
  constraint userdatavieworgunits_pkey primary key (userinfoid, organisationunitid)
);

create table usergroupmanaged (
  managedbygroupid bigint not null,
  managedgroupid bigint not null,
  constraint usergroupmanaged_pkey primary key (managedbygroupid, managedgroupid)
);

create table usergroupmembers (
  userid bigint not null,
  usergroupid bigint not null,
  constraint usergroupmembers_pkey primary key (usergroupid, userid)
);

create table usermembership (
  organisationunitid bigint not null,
  userinfoid bigint not null,
  constraint usermembership_pkey primary key (userinfoid, organisationunitid)
);

create table userroleauthorities (
  userroleid bigint not null,
  authority varchar(255),
  constraint userroleauthorities_unique_key unique (userroleid, authority)
);

create table userrolemembers (
  userroleid bigint not null,
  userid bigint not null,
  constraint userrolemembers_pkey primary key (userid, userroleid)
);

create table userrolerestrictions (
  userroleid bigint not null,
  restriction varchar(255)
);

create table users_catdimensionconstraints (
  userid bigint not null,
  dataelementcategoryid bigint not null,
  constraint users_catdimensionconstraints_pkey primary key (userid, dataelementcategoryid)
);

create table usersetting (
  userinfoid bigint not null,
  name varchar(255) not null,
  value bytea,
  constraint usersetting_pkey primary key (userinfoid, name)
);

create table userteisearchorgunits (
  userinfoid bigint not null,
  organisationunitid bigint not null,
  constraint userteisearchorgunits_pkey primary key (userinfoid, organisationunitid)
);
