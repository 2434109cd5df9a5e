-- Expressions, validation rules and their results, predictors.

create table expression (
  expressionid bigint not null,
  description varchar(255),
  expression text,
  slidingwindow boolean,
  missingvaluestrategy varchar(100) not null,
  translations jsonb default '[]',
  constraint expression_pkey primary key (expressionid)
);

create table validationrule (
  validationruleid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  instruction text,
  importance varchar(50),
  operator varchar(255) not null,
  leftexpressionid bigint,
  rightexpressionid bigint,
  skipformvalidation boolean,
  periodtypeid integer not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  shortname varchar(50),
  constraint validationrule_pkey primary key (validationruleid),
  constraint uk_13x63e3skbl5qj4mc1qgq2xex unique (code),
  constraint uk_9ut6k8m3216v5kjcryy7d2y9w unique (name),
  constraint uk_t0dg39dopew9f6y64ucsx7194 unique (uid),
  constraint unique_left_expression unique (leftexpressionid),
  constraint unique_right_expression unique (rightexpressionid)
);

create table predictor (
  predictorid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  generatorexpressionid bigint,
  generatoroutput bigint not null,
  generatoroutputcombo bigint,
  skiptestexpressionid bigint,
  periodtypeid integer not null,
  sequentialsamplecount integer not null,
  annualsamplecount integer not null,
  sequentialskipcount integer,
  translations jsonb default '[]',
  organisationunitdescendants varchar(100) default 'SELECTED',
  shortname varchar(50) not null,
  constraint predictor_pkey primary key (predictorid),
  constraint predictor_unique_shortname unique (shortname),
  constraint uk_4b97sdsm2p477cc05eody10lm unique (name),
  constraint uk_enhquk04unrpri78inaske3jq unique (uid),
  constraint uk_o0v1fdqiyte40ffm9q3nhcj4v unique (code),
  constraint unique_generator_expression unique (generatorexpressionid),
  constraint unique_skip_test_expression unique (skiptestexpressionid)
);

create table predictorgroup (
  predictorgroupid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  sharing jsonb default '{}',
  constraint predictorgroup_pkey primary key (predictorgroupid),
  constraint uk_biaq93npnr9ho37lxo51sbt3b unique (code),
  constraint uk_i4dix5cj64521ivv59c0wgvfq unique (uid),
  constraint uk_pxnxtb4ywoh2m74vosk2httc3 unique (name)
);

create table predictorgroupmembers (
  predictorid bigint not null,
  predictorgroupid bigint not null,
  constraint predictorgroupmembers_pkey primary key (predictorgroupid, predictorid)
);

create table predictororgunitlevels (
  predictorid bigint not null,
  orgunitlevelid bigint not null,
  constraint predictororgunitlevels_pkey primary key (predictorid, orgunitlevelid)
);

create table validationnotificationtemplate (
  validationnotificationtemplateid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  subjecttemplate varchar(100),
  messagetemplate text,
  notifyusersinhierarchyonly boolean,
  sendstrategy varchar(50) not null,
  translations jsonb default '[]',
  constraint validationnotificationtemplate_pkey primary key (validationnotificationtemplateid),
  constraint uk_87wso1e1xtxsl34nxey6nr922 unique (code),
  constraint uk_mbt1vxa5exs9cbqqs5px2mopx unique (uid)
);

create table validationnotificationtemplate_recipientusergroups (
  validationnotificationtemplateid bigint not null,
  usergroupid bigint not null,
  constraint validationnotificationtemplate_recipientusergroups_pkey
    primary key (validationnotificationtemplateid, usergroupid)
);

create table validationnotificationtemplatevalidationrules (
  validationnotificationtemplateid bigint not null,
  validationruleid bigint not null,
  constraint validationnotificationtemplatevalidationrules_pkey
    primary key (validationnotificationtemplateid, validationruleid)
);

create table validationresult (
  validationresultid bigint not null,
  created timestamp not null,
  leftsidevalue double precision,
  rightsidevalue double precision,
  validationruleid bigint,
  periodid bigint,
  organisationunitid bigint,
  attributeoptioncomboid bigint,
  dayinperiod integer,
  notificationsent boolean,
  constraint validationresult_pkey primary key (validationresultid),
  constraint uk_r6ebedjcac8c49c53aa1mpa8e
    unique (validationruleid, periodid, organisationunitid, attributeoptioncomboid, dayinperiod)
);

create table validationrulegroup (
  validationrulegroupid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint validationrulegroup_pkey primary key (validationrulegroupid),
  constraint uk_1lvk8ftq028jrr28qouou9q3c unique (code),
  constraint uk_3cl2o6ha8naw5w6my3q4el6gk unique (name),
  constraint uk_8alvmsgu0onl4i0a0sqb6mqx unique (uid)
);

create table validationrulegroupmembers (
  validationgroupid bigint not null,
  validationruleid bigint not null,
  constraint validationrulegroupmembers_pkey primary key (validationgroupid, validationruleid)
);

create table validationruleorganisationunitlevels (
  validationruleid bigint not null,
  organisationunitlevel integer
);
