-- Organisation units, levels, groups and group sets.

create table organisationunit (
  organisationunitid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  parentid bigint,
  path varchar(255),
  hierarchylevel integer,
  description text,
  openingdate date not null,
  closeddate date,
  comment text,
  url varchar(255),
  contactperson varchar(255),
  address varchar(255),
  email varchar(150),
  phonenumber varchar(150),
  userid bigint,
  translations jsonb,
  attributevalues jsonb default '{}',
  image bigint,
  constraint organisationunit_pkey primary key (organisationunitid),
  constraint organisationunit_code_key unique (code),
  constraint uk_g1nrfjv5x04ap1ceohiwah380 unique (uid),
  constraint uk_pw2bgc9ykjad2obefeqha28t4 unique (path)
);
create index in_organisationunit_hierarchylevel on organisationunit (hierarchylevel);
-- [jooq ignore start]
create index in_organisationunit_path on organisationunit (path varchar_pattern_ops);
-- [jooq ignore stop]
create index in_parentid on organisationunit (parentid);

create table orgunitlevel (
  orgunitlevelid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  "level" integer not null,
  offlinelevels integer,
  translations jsonb,
  constraint orgunitlevel_pkey primary key (orgunitlevelid),
  constraint uk_5km0xiwk0dg7pnoru5yfvqsdo unique (uid),
  constraint uk_fvgc7isaflcan55g51ysm9df2 unique (code),
  constraint uk_ltwhby0s0iwayxrcdu6yefeqt unique ("level")
);

create table orgunitgroup (
  orgunitgroupid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  symbol varchar(255),
  color varchar(255),
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  description text,
  constraint orgunitgroup_pkey primary key (orgunitgroupid),
  constraint orgunitgroup_name_key unique (name),
  constraint orgunitgroup_unique_shortname unique (shortname),
  constraint uk_3phvecdmy2msmcpitqifpcy3c unique (code),
  constraint uk_lswbn93sime7vmdqqe9lks7ge unique (uid)
);

create table orgunitgroupmembers (
  organisationunitid bigint not null,
  orgunitgroupid bigint not null,
  constraint orgunitgroupmembers_pkey primary key (orgunitgroupid, organisationunitid)
);

create table orgunitgroupset (
  orgunitgroupsetid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  compulsory boolean not null,
  includesubhierarchyinanalytics boolean,
  datadimension boolean not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  shortname varchar(50) not null,
  constraint orgunitgroupset_pkey primary key (orgunitgroupsetid),
  constraint orgunitgroupset_name_key unique (name),
  constraint orgunitgroupset_unique_shortname unique (shortname),
  constraint uk_fuentbuhbbr0ix49td9jqlfe5 unique (uid),
  constraint uk_hs57i9hma97ps6jpsrbb24lm9 unique (code)
);

create table orgunitgroupsetmembers (
  orgunitgroupsetid bigint not null,
  orgunitgroupid bigint not null,
  constraint orgunitgroupsetmembers_pkey primary key (orgunitgroupsetid, orgunitgroupid)
);
