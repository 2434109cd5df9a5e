-- Programs, stages, rules, indicators, tracked entity types and attributes, relationship types.

create table program (
  programid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  description text,
  formname text,
  version integer,
  enrollmentdatelabel text,
  incidentdatelabel text,
  type varchar(255) not null,
  displayincidentdate boolean,
  onlyenrollonce boolean,
  skipoffline boolean not null,
  displayfrontpagelist boolean,
  usefirststageduringregistration boolean,
  capturecoordinates boolean,
  expirydays integer,
  completeeventsexpirydays integer,
  minattributesrequiredtosearch integer,
  maxteicounttoreturn integer,
  style jsonb,
  accesslevel varchar(100),
  expiryperiodtypeid integer,
  ignoreoverdueevents boolean,
  selectenrollmentdatesinfuture boolean,
  selectincidentdatesinfuture boolean,
  relatedprogramid bigint,
  categorycomboid bigint not null,
  trackedentitytypeid bigint,
  dataentryformid bigint,
  userid bigint,
  publicaccess varchar(8),
  featuretype varchar(255),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  opendaysaftercoenddate integer default 0,
  enrollmentlabel text,
  followuplabel text,
  orgunitlabel text,
  relationshiplabel text,
  notelabel text,
  trackedentityattributelabel text,
  programstagelabel text,
  eventlabel text,
  categorymappings jsonb default '[]',
  constraint program_pkey primary key (programid),
  constraint uk_fuq6kda6folarp19oggaf02vb unique (code),
  constraint uk_h4omjcs2ktifdrf2m36u886ae unique (uid)
);

create table programstage (
  programstageid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  formname text,
  mindaysfromstart integer not null,
  programid bigint,
  repeatable boolean not null,
  dataentryformid bigint,
  standardinterval integer,
  executiondatelabel varchar(255),
  duedatelabel varchar(255),
  autogenerateevent boolean,
  displaygenerateeventbox boolean,
  generatedbyenrollmentdate boolean,
  blockentryform boolean,
  remindcompleted boolean,
  allowgeneratenextvisit boolean,
  openafterenrollment boolean,
  reportdatetouse varchar(255),
  pregenerateuid boolean,
  style jsonb,
  hideduedate boolean,
  sort_order integer,
  featuretype varchar(255),
  periodtypeid integer,
  userid bigint,
  publicaccess varchar(8),
  validationstrategy varchar(32) not null,
  translations jsonb,
  enableuserassignment boolean not null,
  attributevalues jsonb default '{}',
  nextscheduledateid bigint,
  sharing jsonb default '{}',
  referral boolean default false not null,
  programstagelabel text,
  eventlabel text,
  constraint programstage_pkey primary key (programstageid),
  constraint uk_b3oan3noe4cj9dvyi0amofndv unique (uid),
  constraint uk_e6s6o9jau6tx04m62t7ey4i81 unique (code)
);

create table eventfilter (
  eventfilterid bigint not null,
  uid varchar(11) not null,
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description varchar(255),
  program varchar(11) not null,
  programstage varchar(11),
  eventquerycriteria jsonb,
  userid bigint,
  publicaccess varchar(8),
  sharing jsonb default '{}',
  translations jsonb,
  constraint programstageinstancefilter_pkey primary key (eventfilterid),
  constraint uk_programstageinstancefilter_uid unique (uid)
);

create table periodboundary (
  periodboundaryid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  boundarytarget varchar(50),
  analyticsperiodboundarytype varchar(50),
  offsetperiods integer,
  offsetperiodtypeid integer,
  programindicatorid bigint,
  constraint periodboundary_pkey primary key (periodboundaryid),
  constraint uk_4e9t02lypy6ynejqfegixx36k unique (uid),
  constraint uk_sbipy5btkgy542bdbx7mxppdd unique (code)
);

create table program_attributes (
  programtrackedentityattributeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  programid bigint,
  trackedentityattributeid bigint not null,
  displayinlist boolean,
  mandatory boolean,
  sort_order integer,
  allowfuturedate boolean,
  renderoptionsasradio boolean,
  rendertype jsonb,
  searchable boolean,
  skipindividualanalytics boolean default false,
  constraint program_attributes_pkey primary key (programtrackedentityattributeid),
  constraint programtrackedentityattribute_unique_key unique (programid, trackedentityattributeid),
  constraint uk_lgju00pi2jk7y6sl4dkhaykux unique (uid),
  constraint uk_r2f9o8i6th2w8vqdexdfo72ui unique (code)
);

create table program_organisationunits (
  organisationunitid bigint not null,
  programid bigint not null,
  constraint program_organisationunits_pkey primary key (programid, organisationunitid)
);

create table program_userroles (
  programid bigint,
  userroleid bigint not null
);

create table programexpression (
  programexpressionid bigint not null,
  description varchar(255),
  expression text,
  constraint programexpression_pkey primary key (programexpressionid)
);

create table programindicator (
  programindicatorid bigint not null,
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
  programid bigint not null,
  expression text,
  filter text,
  aggregationtype varchar(40),
  decimals integer,
  aggregateexportcategoryoptioncombo varchar(255),
  aggregateexportattributeoptioncombo varchar(255),
  displayinform boolean,
  analyticstype varchar(15) not null,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  orgunitfield text,
  aggregateexportdataelement varchar(255),
  categorycomboid bigint not null,
  attributecomboid bigint not null,
  categorymappingids jsonb default '[]',
  constraint programindicator_pkey primary key (programindicatorid),
  constraint uk_4372w9f7asbu1ybpduj2xqjmt unique (shortname),
  constraint uk_59abitsfd3u0jx4ntrrblven0 unique (uid),
  constraint uk_7udjng39j4ddafjn57r58v7oq unique (name),
  constraint uk_do17h5nk71uvc3xjry6kgevj9 unique (code)
);

create table programindicatorgroup (
  programindicatorgroupid bigint not null,
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
  constraint programindicatorgroup_pkey primary key (programindicatorgroupid),
  constraint uk_2p9x16ryxtek0g6bqwd49et0c unique (uid),
  constraint uk_7carnwjb5dtsk6i5dn43wy9ck unique (name),
  constraint uk_f7wfef3jx1yl73stqs7b45ewb unique (code)
);

create table programindicatorgroupmembers (
  programindicatorid bigint not null,
  programindicatorgroupid bigint not null,
  constraint programindicatorgroupmembers_pkey primary key (programindicatorgroupid, programindicatorid)
);

create table programindicatorlegendsets (
  programindicatorid bigint not null,
  sort_order integer not null,
  legendsetid bigint not null,
  constraint programindicatorlegendsets_pkey primary key (programindicatorid, sort_order)
);

create table programnotificationinstance (
  programnotificationinstanceid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  enrollmentid bigint,
  eventid bigint,
  programnotificationtemplateid bigint,
  scheduledat timestamp,
  sentat timestamp,
  programnotificationtemplatesnapshot jsonb,
  constraint programnotificationinstance_pkey primary key (programnotificationinstanceid),
  constraint uk_4mi7q6tbreuo0hspppxyodibk unique (code),
  constraint uk_takpuhb2893t7bbbak9ym3kq9 unique (uid)
);

create table programnotificationtemplate (
  programnotificationtemplateid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  relativescheduleddays integer,
  usergroupid bigint,
  trackedentityattributeid bigint,
  dataelementid bigint,
  subjecttemplate varchar(100),
  messagetemplate text not null,
  notifyparentorganisationunitonly boolean,
  notifyusersinhierarchyonly boolean,
  notificationtrigger varchar(255),
  notificationrecipienttype varchar(255),
  programstageid bigint,
  programid bigint,
  sendrepeatable boolean not null,
  translations jsonb default '[]',
  constraint programnotificationtemplate_pkey primary key (programnotificationtemplateid),
  constraint uk_2pimmculf9ttu2dxquomb9ram unique (uid),
  constraint uk_ot8a05g9d4k5l67xi062xx5w6 unique (code)
);

create table programnotificationtemplate_deliverychannel (
  programnotificationtemplatedeliverychannelid bigint not null,
  deliverychannel varchar(255)
);

create table programrule (
  programruleid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description varchar(255),
  programid bigint not null,
  programstageid bigint,
  rulecondition text,
  priority integer,
  translations jsonb,
  constraint programrule_pkey primary key (programruleid),
  constraint uk_7odx4uo6s5bg55kt1fxky4a8v unique (code),
  constraint uk_p7arcbl58mmcrj2didtr0ruqh unique (uid)
);
create index program_rule_program on programrule (programid);

create table programruleaction (
  programruleactionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  programruleid bigint,
  actiontype varchar(255) not null,
  dataelementid bigint,
  trackedentityattributeid bigint,
  programindicatorid bigint,
  programstagesectionid bigint,
  programstageid bigint,
  optionid bigint,
  optiongroupid bigint,
  location varchar(255),
  content text,
  data text,
  evaluationtime varchar(50),
  environments jsonb,
  translations jsonb,
  notificationtemplateid bigint,
  constraint programruleaction_pkey primary key (programruleactionid),
  constraint uk_3c2n8db21er764e4skh3qg57w unique (uid),
  constraint uk_fbferisvig2o4f5owb5lnygf3 unique (code)
);

create table programrulevariable (
  programrulevariableid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  programid bigint not null,
  sourcetype varchar(255) not null,
  trackedentityattributeid bigint,
  dataelementid bigint,
  usecodeforoptionset boolean,
  programstageid bigint,
  translations jsonb default '[]',
  valuetype varchar(50) not null,
  constraint programrulevariable_pkey primary key (programrulevariableid),
  constraint uk_cto4jvd9q49voite13v0egy3i unique (code),
  constraint uk_e5mhmtj1h7xdfiio2panhapgg unique (uid)
);
create index program_rule_variable_program on programrulevariable (programid);

create table programsection (
  programsectionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  formname text,
  style jsonb,
  rendertype jsonb,
  programid bigint,
  sortorder integer not null,
  translations jsonb,
  constraint programsection_pkey primary key (programsectionid),
  constraint uk_84abcabq3so8ktgt726o5du9d unique (uid),
  constraint uk_tglbwfy1e3ubt5x5hab46qbh6 unique (code)
);

create table programsection_attributes (
  programsectionid bigint not null,
  sort_order integer not null,
  trackedentityattributeid bigint not null,
  constraint programsection_attributes_pkey primary key (programsectionid, sort_order)
);

create table programstagedataelement (
  programstagedataelementid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  programstageid bigint,
  dataelementid bigint not null,
  compulsory boolean not null,
  allowprovidedelsewhere boolean,
  sort_order integer,
  displayinreports boolean,
  allowfuturedate boolean,
  renderoptionsasradio boolean,
  rendertype jsonb,
  skipsynchronization boolean not null,
  skipanalytics boolean not null,
  constraint programstagedataelement_pkey primary key (programstagedataelementid),
  constraint programstagedataelement_unique_key unique (programstageid, dataelementid),
  constraint uk_2ejl9l5vm4rhtqj8eit31g0u6 unique (code),
  constraint uk_os4r1umsvtmbuqm2bo25s5ej0 unique (uid)
);

create table programstagesection (
  programstagesectionid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  formname text,
  style jsonb,
  rendertype jsonb,
  programstageid bigint,
  sortorder integer not null,
  translations jsonb,
  constraint programstagesection_pkey primary key (programstagesectionid),
  constraint uk_22wt9yk9idujmywno44v9qf66 unique (code),
  constraint uk_lycal9jdw3cs0wwebxciswwgr unique (uid)
);

create table programstagesection_dataelements (
  programstagesectionid bigint not null,
  sort_order integer not null,
  dataelementid bigint not null,
  constraint programstagesection_dataelements_pkey primary key (programstagesectionid, sort_order)
);

create table programstagesection_programindicators (
  programstagesectionid bigint not null,
  sort_order integer not null,
  programindicatorid bigint not null,
  constraint programstagesection_programindicators_pkey primary key (programstagesectionid, sort_order)
);

create table programstageworkinglist (
  programstageworkinglistid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  createdby bigint,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  programid bigint not null,
  programstageid bigint not null,
  programstagequerycriteria jsonb default '[]',
  translations jsonb default '[]',
  sharing jsonb default '[]',
  userid bigint,
  constraint programstageworkinglist_pkey primary key (programstageworkinglistid),
  constraint programstageworkinglist_code_key unique (code),
  constraint programstageworkinglist_uid_key unique (uid)
);

create table relationshipconstraint (
  relationshipconstraintid integer not null,
  entity varchar(255),
  trackedentitytypeid bigint,
  programid bigint,
  programstageid bigint,
  dataview jsonb,
  constraint relationshipconstraint_pkey primary key (relationshipconstraintid)
);

create table relationshiptype (
  relationshiptypeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description varchar(255),
  from_relationshipconstraintid integer,
  to_relationshipconstraintid integer,
  userid bigint,
  publicaccess varchar(8),
  translations jsonb,
  bidirectional boolean not null,
  fromtoname varchar(255) not null,
  tofromname varchar(255),
  sharing jsonb default '{}',
  attributevalues jsonb default '{}',
  referral boolean default false not null,
  constraint relationshiptype_pkey primary key (relationshiptypeid),
  constraint uk_7rnfvkitq6l0kr5ju2slxopfi unique (uid),
  constraint uk_8d4xrx2gygb4aivpcwrp613hj unique (name),
  constraint uk_aypbls80uca5qu23w4fbqns2f unique (to_relationshipconstraintid),
  constraint uk_gio4nn8l23jikmebud3jwql43 unique (code),
  constraint uk_qq5b8o288bhpe59e5ks3op8jy unique (from_relationshipconstraintid)
);

create table trackedentityattribute (
  trackedentityattributeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  shortname varchar(50) not null,
  description text,
  formname text,
  valuetype varchar(36) not null,
  aggregationtype varchar(40) not null,
  optionsetid bigint,
  inherit boolean,
  expression varchar(255),
  displayonvisitschedule boolean,
  sortorderinvisitschedule integer,
  displayinlistnoprogram boolean,
  sortorderinlistnoprogram integer,
  confidential boolean,
  uniquefield boolean,
  generated boolean,
  pattern varchar(255),
  textpattern jsonb,
  style jsonb,
  orgunitscope boolean,
  skipsynchronization boolean not null,
  userid bigint,
  publicaccess varchar(8),
  fieldmask varchar(255),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint trackedentityattribute_pkey primary key (trackedentityattributeid),
  constraint uk_eh4c3whbwi94nhh772q6l5t7m unique (code),
  constraint uk_evp7d8obarxt3kewepigkwahc unique (name),
  constraint uk_gg9gc0pyaqjuxi8mr4y93i03w unique (shortname),
  constraint uk_kbqnrdakcjfooofmti30d4p8x unique (uid)
);

create table trackedentityattributelegendsets (
  trackedentityattributeid bigint not null,
  sort_order integer not null,
  legendsetid bigint not null,
  constraint trackedentityattributelegendsets_pkey primary key (trackedentityattributeid, sort_order)
);

create table trackedentityfilter (
  trackedentityfilterid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description varchar(255),
  sortorder integer,
  style jsonb,
  programid bigint not null,
  eventfilters jsonb,
  translations jsonb,
  sharing jsonb default '{}',
  userid bigint,
  entityquerycriteria jsonb default '{}',
  constraint trackedentityinstancefilter_pkey primary key (trackedentityfilterid),
  constraint uk_acvg948kspicwqw3gmg4ehu8i unique (code),
  constraint uk_m5k30j5e93n1no82gye7jgf25 unique (uid)
);

create table trackedentitytype (
  trackedentitytypeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  formname text,
  style jsonb,
  minattributesrequiredtosearch integer,
  maxteicounttoreturn integer,
  allowauditlog boolean,
  userid bigint,
  publicaccess varchar(8),
  featuretype varchar(255),
  translations jsonb,
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  shortname varchar(50) not null,
  constraint trackedentitytype_pkey primary key (trackedentitytypeid),
  constraint uk_4iylxmooa7ca562qvw4tjq5ys unique (uid),
  constraint uk_thb8irn2kmm7jay3vcogqxy3x unique (name),
  constraint uk_to3d8d23u9behgh9acdu2wjvl unique (code),
  constraint uk_trackedentitytype_shortname unique (shortname)
);

create table trackedentitytypeattribute (
  trackedentitytypeattributeid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  trackedentitytypeid bigint,
  trackedentityattributeid bigint not null,
  displayinlist boolean,
  mandatory boolean,
  searchable boolean,
  sort_order integer,
  constraint trackedentitytypeattribute_pkey primary key (trackedentitytypeattributeid),
  constraint uk_10sblshxcb7dd4qi3s879u35h unique (uid),
  constraint uk_6lycqfymeu4sdi4t3cdh6ul1k unique (code)
);
