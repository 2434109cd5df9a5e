-- Data sets, their sections, forms, input periods, notifications and lock exceptions.

create table dataset (
  datasetid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  description text,
  formname text,
  style jsonb,
  periodtypeid integer not null,
  categorycomboid bigint not null,
  mobile boolean not null,
  version integer,
  expirydays double precision,
  timelydays double precision,
  notifycompletinguser boolean,
  workflowid bigint,
  openfutureperiods integer,
  fieldcombinationrequired boolean,
  validcompleteonly boolean,
  novaluerequirescomment boolean,
  skipoffline boolean,
  dataelementdecoration boolean,
  renderastabs boolean,
  renderhorizontally boolean,
  compulsoryfieldscompleteonly boolean,
  userid bigint,
  publicaccess varchar(8),
  dataentryform bigint,
  notificationrecipients bigint,
  translations jsonb,
  attributevalues jsonb default '{}',
  openperiodsaftercoenddate integer default 0,
  sharing jsonb default '{}',
  displayoptions jsonb default '{}',
  constraint dataset_pkey primary key (datasetid),
  constraint dataset_unique_shortname unique (shortname),
  constraint uk_ayk5ey2r1fh1akknxtpcpyp9r unique (uid),
  constraint uk_oeni5ndit5g033f1s1j08bdry unique (code)
);

create table section (
  sectionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  datasetid bigint not null,
  sortorder integer not null,
  showrowtotals boolean,
  showcolumntotals boolean,
  translations jsonb,
  attributevalues jsonb default '{}',
  disabledataelementautogroup boolean default false,
  displayoptions jsonb default '{}',
  constraint section_pkey primary key (sectionid),
  constraint key_sectionnamedataset unique (name, datasetid),
  constraint uk_9hvlbsw019hscf35xb5behfx9 unique (code),
  constraint uk_a50otc0l2chm0heii6scpit4k unique (uid)
);

create table dataentryform (
  dataentryformid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(160) not null,
  style varchar(40),
  htmlcode text,
  format integer,
  translations jsonb,
  constraint dataentryform_pkey primary key (dataentryformid),
  constraint uk_dhl0qt8y7hht7krbiym1e9x3n unique (code),
  constraint uk_p8tvo9tqrdn5tb45d0g5cko5o unique (name),
  constraint uk_q0obvr5rvxhlnjs367y1f0bav unique (uid)
);

create table datainputperiod (
  datainputperiodid integer not null,
  periodid bigint not null,
  openingdate timestamp,
  closingdate timestamp,
  datasetid bigint,
  constraint datainputperiod_pkey primary key (datainputperiodid)
);

create table datasetelement (
  datasetelementid integer not null,
  datasetid bigint,
  dataelementid bigint not null,
  categorycomboid bigint,
  constraint datasetelement_pkey primary key (datasetelementid),
  constraint datasetelement_unique_key unique (datasetid, dataelementid)
);

create table datasetindicators (
  indicatorid bigint not null,
  datasetid bigint not null,
  constraint datasetindicators_pkey primary key (datasetid, indicatorid)
);

create table datasetlegendsets (
  datasetid bigint not null,
  sort_order integer not null,
  legendsetid bigint not null,
  constraint datasetlegendsets_pkey primary key (datasetid, sort_order)
);

create table datasetnotification_datasets (
  datasetnotificationtemplateid bigint not null,
  datasetid bigint not null,
  constraint datasetnotification_datasets_pkey primary key (datasetnotificationtemplateid, datasetid)
);

create table datasetnotificationtemplate (
  datasetnotificationtemplateid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  subjecttemplate varchar(100),
  messagetemplate text not null,
  relativescheduleddays integer,
  notifyparentorganisationunitonly boolean,
  notifyusersinhierarchyonly boolean,
  sendstrategy varchar(50),
  usergroupid bigint,
  datasetnotificationtrigger varchar(255),
  notificationrecipienttype varchar(255),
  translations jsonb default '[]',
  constraint datasetnotificationtemplate_pkey primary key (datasetnotificationtemplateid),
  constraint uk_jjt6ctp2xi4d7vtv4pwkkdhh0 unique (uid),
  constraint uk_mq0y6uuq2erprg2siebo2mk1o unique (code)
);

create table datasetnotificationtemplate_deliverychannel (
  datasetnotificationtemplateid bigint not null,
  deliverychannel varchar(255)
);

create table datasetoperands (
  datasetid bigint not null,
  dataelementoperandid bigint not null,
  constraint datasetoperands_pkey primary key (datasetid, dataelementoperandid)
);

create table datasetsource (
  sourceid bigint not null,
  datasetid bigint not null,
  constraint datasetsource_pkey primary key (datasetid, sourceid)
);
create index in_datasetsource_sourceid on datasetsource (sourceid);

create table lockexception (
  lockexceptionid bigint not null,
  organisationunitid bigint,
  periodid bigint,
  datasetid bigint,
  created timestamp default now() not null,
  constraint lockexception_pkey primary key (lockexceptionid)
);

create table sectiondataelements (
  sectionid bigint not null,
  sort_order integer not null,
  dataelementid bigint not null,
  constraint sectiondataelements_pkey primary key (sectionid, sort_order)
);

create table sectiongreyedfields (
  sectionid bigint not null,
  dataelementoperandid bigint not null,
  constraint sectiongreyedfields_pkey primary key (sectionid, dataelementoperandid)
);

create table sectionindicators (
  sectionid bigint not null,
  sort_order integer not null,
  indicatorid bigint not null,
  constraint sectionindicators_pkey primary key (sectionid, sort_order)
);
