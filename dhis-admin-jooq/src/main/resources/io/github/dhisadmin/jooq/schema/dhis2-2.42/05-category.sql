-- Categories, options, combinations, option groups and option group sets.

create table category (
  categoryid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  datadimensiontype varchar(255) not null,
  datadimension boolean not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  shortname varchar(50) not null,
  description text,
  constraint dataelementcategory_pkey primary key (categoryid),
  constraint dataelementcategory_unique_shortname unique (shortname),
  constraint uk_1ev6xqtcsfr4wv6rel0lkg44n unique (uid),
  constraint uk_b0ii4jdfy88pffbapohsr2lor unique (name),
  constraint uk_pw87bi64e3ev11k7dwrmljo78 unique (code)
);

create table categoryoption (
  categoryoptionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  startdate date,
  enddate date,
  style jsonb,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  formname varchar(230),
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  description text,
  constraint dataelementcategoryoption_pkey primary key (categoryoptionid),
  constraint dataelementcategoryoption_unique_shortname unique (shortname),
  constraint uk_4pi5lfmisrt8un89dnb17xrdy unique (uid),
  constraint uk_mlop2afk26fwowa69lr9a138y unique (code),
  constraint uk_pbj3u1nk9vnuof8f47utvowmv unique (name)
);

create table categorycombo (
  categorycomboid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  datadimensiontype varchar(255) not null,
  skiptotal boolean not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  constraint categorycombo_pkey primary key (categorycomboid),
  constraint uk_3a4ee92kxafw85hsopq4qle47 unique (code),
  constraint uk_dlhi39gmt2e0dun73f04w7w7u unique (uid),
  constraint uk_h97pko7n41oky8pfptkflp8l6 unique (name)
);

create table categoryoptioncombo (
  categoryoptioncomboid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name text,
  ignoreapproval boolean,
  translations jsonb,
  attributevalues jsonb default '{}',
  constraint categoryoptioncombo_pkey primary key (categoryoptioncomboid),
  constraint uk_60p9gh2un0pb7l9tctfd4o3b3 unique (code),
  constraint uk_qki43s9vdndg15c9tyv718u1j unique (uid)
);
-- [jooq ignore start]
create index in_categoryoptioncombo_name on categoryoptioncombo (name);
-- [jooq ignore stop]

create table categories_categoryoptions (
  categoryid bigint not null,
  sort_order integer not null,
  categoryoptionid bigint not null,
  constraint categories_categoryoptions_pkey primary key (categoryid, sort_order)
);
create index in_categories_categoryoptions_coid on categories_categoryoptions (categoryoptionid, categoryid);

create table categorycombos_categories (
  categoryid bigint,
  sort_order integer not null,
  categorycomboid bigint not null,
  constraint categorycombos_categories_pkey primary key (categorycomboid, sort_order)
);

create table categorycombos_optioncombos (
  categoryoptioncomboid bigint not null,
  categorycomboid bigint not null,
  constraint categorycombos_optioncombos_pkey primary key (categoryoptioncomboid)
);

create table categoryoption_organisationunits (
  organisationunitid bigint not null,
  categoryoptionid bigint not null,
  constraint categoryoption_organisationunits_pkey primary key (categoryoptionid, organisationunitid)
);

create table categoryoptioncombos_categoryoptions (
  categoryoptioncomboid bigint not null,
  categoryoptionid bigint not null,
  constraint categoryoptioncombos_categoryoptions_pkey primary key (categoryoptioncomboid, categoryoptionid)
);

create table categoryoptiongroup (
  categoryoptiongroupid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  datadimensiontype varchar(255),
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  description text,
  constraint categoryoptiongroup_pkey primary key (categoryoptiongroupid),
  constraint uk_ge3y4pf6qlne9p7rfmhlvg941 unique (code),
  constraint uk_j9oya1t1tvj8yn5h8fega4ltr unique (name),
  constraint uk_lrnagoy2wi83nwmataolh7t6d unique (shortname),
  constraint uk_ol8n7oq6clgxvqjedlpn85aqo unique (uid)
);

create table categoryoptiongroupmembers (
  categoryoptiongroupid bigint not null,
  categoryoptionid bigint not null,
  constraint categoryoptiongroupmembers_pkey primary key (categoryoptiongroupid, categoryoptionid)
);

create table categoryoptiongroupset (
  categoryoptiongroupsetid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  datadimension boolean not null,
  datadimensiontype varchar(255),
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  shortname varchar(50) not null,
  constraint categoryoptiongroupset_pkey primary key (categoryoptiongroupsetid),
  constraint categoryoptiongroupset_unique_shortname unique (shortname),
  constraint uk_6itpx2frqt3msln8p32rk7qta unique (uid),
  constraint uk_bjs0n874pj6eoag98jmeidy9a unique (code),
  constraint uk_ke8p30sy68dl7fggednkimdb6 unique (name)
);

create table categoryoptiongroupsetmembers (
  categoryoptiongroupid bigint,
  categoryoptiongroupsetid bigint not null,
  sort_order integer not null,
  constraint categoryoptiongroupsetmembers_pkey primary key (categoryoptiongroupsetid, sort_order)
);
