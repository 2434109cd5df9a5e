-- Data approval levels, workflows, approvals and their audit.

create table dataapprovallevel (
  dataapprovallevelid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  "level" integer not null,
  orgunitlevel integer not null,
  categoryoptiongroupsetid bigint,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  constraint dataapprovallevel_pkey primary key (dataapprovallevelid),
  constraint uk_2r18tvmbtksk69j35uxpwej44 unique (code),
  constraint uk_5mq4bmpyevmr1ddkkopweted1 unique (name),
  constraint uk_hqekpuhjg3g4k4t7xdnu10jy4 unique (orgunitlevel, categoryoptiongroupsetid),
  constraint uk_i1uhc0c8jgxkhlswl9fujsicf unique (uid)
);
create index in_dataapprovallevel_level on dataapprovallevel ("level");

create table dataapprovalworkflow (
  workflowid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  periodtypeid integer not null,
  categorycomboid bigint not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  constraint dataapprovalworkflow_pkey primary key (workflowid),
  constraint uk_3svwn20y9qda34bmatesg5c0j unique (code),
  constraint uk_by4pqq1ans00ffmrgqqh9ehog unique (uid),
  constraint uk_n18s4feicujvngv2ajoesdgio unique (name)
);

create table dataapproval (
  dataapprovalid bigint not null,
  dataapprovallevelid bigint not null,
  workflowid bigint not null,
  periodid bigint not null,
  organisationunitid bigint not null,
  attributeoptioncomboid bigint not null,
  accepted boolean not null,
  created timestamp not null,
  creator bigint not null,
  lastupdated timestamp,
  lastupdatedby bigint,
  constraint dataapproval_pkey primary key (dataapprovalid),
  constraint dataapproval_unique_key
    unique (dataapprovallevelid, workflowid, periodid, organisationunitid, attributeoptioncomboid)
);

create table dataapprovalaudit (
  dataapprovalauditid bigint not null,
  levelid bigint not null,
  workflowid bigint not null,
  periodid bigint not null,
  organisationunitid bigint not null,
  attributeoptioncomboid bigint not null,
  action varchar(100) not null,
  created timestamp not null,
  creator bigint not null,
  constraint dataapprovalaudit_pkey primary key (dataapprovalauditid)
);

create table dataapprovalworkflowlevels (
  workflowid bigint not null,
  dataapprovallevelid bigint not null,
  constraint dataapprovalworkflowlevels_pkey primary key (workflowid, dataapprovallevelid)
);
