-- Dashboards, visualizations, maps and the dimension tables they share.

create table dashboard (
  dashboardid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  userid bigint,
  externalaccess boolean,
  publicaccess varchar(8),
  favorites jsonb,
  translations jsonb,
  sharing jsonb default '{}',
  restrictfilters boolean not null,
  allowedfilters jsonb,
  layout jsonb,
  itemconfig jsonb,
  embedded jsonb,
  constraint dashboard_pkey primary key (dashboardid),
  constraint dashboard_unique_code unique (code),
  constraint uk_myox13mr8r27oxl7ts33ntpd5 unique (uid)
);

create table dashboarditem (
  dashboarditemid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  eventchartid bigint,
  mapid bigint,
  textcontent text,
  messages boolean,
  appkey varchar(255),
  shape varchar(50),
  x integer,
  y integer,
  height integer,
  width integer,
  eventreport bigint,
  translations jsonb,
  visualizationid bigint,
  eventvisualizationid bigint,
  constraint dashboarditem_pkey primary key (dashboarditemid),
  constraint uk_3idqsvkpmxpehxqv615s952vd unique (uid),
  constraint uk_c8bnosb06cchme5sig7b54uot unique (code)
);

create table visualization (
  visualizationid bigint not null,
  uid varchar(11) not null,
  name varchar(255) not null,
  type varchar(255) not null,
  code varchar(50),
  title varchar(255),
  subtitle varchar(255),
  description text,
  created timestamp,
  startdate timestamp,
  enddate timestamp,
  sortorder integer,
  toplimit integer,
  userid bigint,
  userorgunittype varchar(20),
  publicaccess varchar(8),
  displaydensity varchar(255),
  fontsize varchar(255),
  relativeperiodsid integer,
  digitgroupseparator varchar(255),
  legendsetid bigint,
  legenddisplaystyle varchar(40),
  legenddisplaystrategy varchar(40),
  aggregationtype varchar(255),
  regressiontype varchar(40),
  targetlinevalue double precision,
  targetlinelabel varchar(255),
  rangeaxislabel varchar(255),
  rangeaxismaxvalue double precision,
  rangeaxissteps integer,
  rangeaxisdecimals integer,
  rangeaxisminvalue double precision,
  domainaxislabel varchar(255),
  baselinevalue double precision,
  baselinelabel varchar(255),
  numbertype varchar(40),
  measurecriteria varchar(255),
  hideemptyrowitems varchar(40),
  percentstackedvalues boolean,
  nospacebetweencolumns boolean,
  regression boolean,
  externalaccess boolean,
  userorganisationunit boolean,
  userorganisationunitchildren boolean,
  userorganisationunitgrandchildren boolean,
  paramreportingperiod boolean,
  paramorganisationunit boolean,
  paramparentorganisationunit boolean,
  paramgrandparentorganisationunit boolean,
  rowtotals boolean,
  coltotals boolean,
  cumulative boolean,
  rowsubtotals boolean,
  colsubtotals boolean,
  completedonly boolean,
  skiprounding boolean,
  showdimensionlabels boolean,
  hidetitle boolean,
  hidesubtitle boolean,
  hidelegend boolean,
  hideemptycolumns boolean,
  hideemptyrows boolean,
  showhierarchy boolean,
  showdata boolean,
  lastupdatedby bigint,
  lastupdated timestamp,
  favorites jsonb,
  subscribers jsonb,
  translations jsonb,
  series jsonb,
  fontstyle jsonb,
  colorset varchar(255),
  sharing jsonb default '{}',
  outlieranalysis jsonb,
  fixcolumnheaders boolean not null,
  fixrowheaders boolean not null,
  attributevalues jsonb default '{}',
  serieskey jsonb,
  axes jsonb,
  legendshowkey boolean,
  icons jsonb default '[]',
  sorting jsonb default '[]',
  relativeperiods jsonb,
  constraint visualization_pkey primary key (visualizationid),
  constraint visualization_code_key unique (code),
  constraint visualization_relativeperiodsid_key unique (relativeperiodsid),
  constraint visualization_uid_key unique (uid)
);

create table map (
  mapid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  name varchar(230) not null,
  description text,
  longitude double precision,
  latitude double precision,
  zoom integer,
  basemap varchar(255),
  title varchar(255),
  externalaccess boolean,
  userid bigint,
  publicaccess varchar(8),
  favorites jsonb,
  subscribers jsonb,
  translations jsonb,
  sharing jsonb default '{}',
  attributevalues jsonb default '{}',
  constraint map_pkey primary key (mapid),
  constraint uk_37l2m3o1xfuagpki90gfh5kqb unique (code),
  constraint uk_grp9b5jne53f806pc92sfd5s8 unique (uid)
);

create table mapview (
  mapviewid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  description text,
  layer varchar(255) not null,
  relativeperiodsid integer,
  userorganisationunit boolean,
  userorganisationunitchildren boolean,
  userorganisationunitgrandchildren boolean,
  aggregationtype varchar(40),
  programid bigint,
  programstageid bigint,
  startdate timestamp,
  enddate timestamp,
  trackedentitytypeid bigint,
  programstatus varchar(40),
  followup boolean,
  organisationunitselectionmode varchar(40),
  method integer,
  classes integer,
  colorlow varchar(255),
  colorhigh varchar(255),
  colorscale varchar(255),
  legendsetid bigint,
  radiuslow integer,
  radiushigh integer,
  opacity double precision,
  orgunitgroupsetid bigint,
  arearadius integer,
  hidden boolean,
  labels boolean,
  labelfontsize varchar(255),
  labelfontweight varchar(255),
  labelfontstyle varchar(255),
  labelfontcolor varchar(255),
  eventclustering boolean,
  eventcoordinatefield varchar(255),
  eventpointcolor varchar(255),
  eventpointradius integer,
  config text,
  styledataitem jsonb,
  translations jsonb,
  renderingstrategy varchar(50) not null,
  userorgunittype varchar(20),
  thematicmaptype varchar(50),
  nodatacolor varchar(7),
  eventstatus varchar(50),
  organisationunitcolor varchar(7),
  orgunitfield varchar(255),
  labeltemplate varchar(50),
  name varchar(230),
  relativeperiods jsonb,
  constraint mapview_pkey primary key (mapviewid),
  constraint uk_1dw8gju4leg7iud4gpsr5r1ng unique (uid),
  constraint uk_6nm3ynkrtuj01bpo1uwcryq06 unique (code),
  constraint uk_8eyremdx683wcd9owh1t5jufs unique (relativeperiodsid)
);

create table eventvisualization (
  eventvisualizationid bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp,
  lastupdated timestamp,
  name varchar(230) not null,
  relativeperiodsid integer,
  userorganisationunit boolean,
  userorganisationunitchildren boolean,
  userorganisationunitgrandchildren boolean,
  externalaccess boolean,
  userid bigint,
  publicaccess varchar(8),
  programid bigint,
  programstageid bigint,
  startdate timestamp,
  enddate timestamp,
  sortorder integer,
  toplimit integer,
  outputtype varchar(30),
  dataelementvaluedimensionid bigint,
  attributevaluedimensionid bigint,
  aggregationtype varchar(30),
  collapsedatadimensions boolean,
  hidenadata boolean,
  completedonly boolean,
  description text,
  title varchar(255),
  lastupdatedby bigint,
  subtitle varchar(255),
  hidetitle boolean,
  hidesubtitle boolean,
  programstatus varchar(40),
  eventstatus varchar(40),
  favorites jsonb,
  subscribers jsonb,
  timefield varchar(255),
  translations jsonb,
  orgunitfield varchar(255),
  userorgunittype varchar(20),
  sharing jsonb default '{}',
  attributevalues jsonb default '{}',
  type varchar(255) not null,
  showdata boolean,
  rangeaxismaxvalue double precision,
  rangeaxisminvalue double precision,
  rangeaxissteps integer,
  rangeaxisdecimals integer,
  domainaxislabel varchar(255),
  rangeaxislabel varchar(255),
  hidelegend boolean,
  targetlinevalue double precision,
  targetlinelabel varchar(255),
  baselinevalue double precision,
  baselinelabel varchar(255),
  regressiontype varchar(40),
  hideemptyrowitems varchar(40),
  percentstackedvalues boolean,
  cumulativevalues boolean,
  nospacebetweencolumns boolean,
  datatype varchar(230),
  hideemptyrows boolean,
  digitgroupseparator varchar(255),
  displaydensity varchar(255),
  fontsize varchar(255),
  showhierarchy boolean,
  rowtotals boolean,
  coltotals boolean,
  showdimensionlabels boolean,
  rowsubtotals boolean,
  colsubtotals boolean,
  legacy boolean,
  simpledimensions jsonb,
  eventrepetitions jsonb,
  legendsetid bigint,
  legenddisplaystrategy varchar(40),
  legenddisplaystyle varchar(40),
  legendshowkey boolean,
  sorting jsonb default '[]',
  skiprounding boolean default false not null,
  trackedentitytypeid bigint,
  relativeperiods jsonb,
  constraint eventvisualization_pkey primary key (eventvisualizationid)
);
create unique index uk_eventvisualization_uid on eventvisualization (uid);

create table categorydimension (
  categorydimensionid integer not null,
  categoryid bigint,
  constraint categorydimension_pkey primary key (categorydimensionid)
);

create table categorydimension_items (
  categorydimensionid integer not null,
  sort_order integer not null,
  categoryoptionid bigint not null,
  constraint categorydimension_items_pkey primary key (categorydimensionid, sort_order)
);

create table categoryoptiongroupsetdimension (
  categoryoptiongroupsetdimensionid integer not null,
  categoryoptiongroupsetid bigint,
  constraint categoryoptiongroupsetdimension_pkey primary key (categoryoptiongroupsetdimensionid)
);

create table categoryoptiongroupsetdimension_items (
  categoryoptiongroupsetdimensionid integer not null,
  sort_order integer not null,
  categoryoptiongroupid bigint not null,
  constraint categoryoptiongroupsetdimension_items_pkey
    primary key (categoryoptiongroupsetdimensionid, sort_order)
);

create table dashboard_items (
  dashboardid bigint not null,
  sort_order integer not null,
  dashboarditemid bigint not null,
  constraint dashboard_items_pkey primary key (dashboardid, sort_order)
);

create table dashboarditem_users (
  dashboarditemid bigint not null,
  sort_order integer not null,
  userid bigint not null,
  constraint dashboarditem_users_pkey primary key (dashboarditemid, sort_order)
);

create table datadimensionitem (
  datadimensionitemid integer not null,
  indicatorid bigint,
  dataelementid bigint,
  dataelementoperand_dataelementid bigint,
  dataelementoperand_categoryoptioncomboid bigint,
  datasetid bigint,
  metric varchar(50),
  programindicatorid bigint,
  programdataelement_programid bigint,
  programdataelement_dataelementid bigint,
  programattribute_programid bigint,
  programattribute_attributeid bigint,
  expressiondimensionitemid bigint,
  programdataelementoption_programid bigint,
  programdataelementoption_dataelementid bigint,
  programdataelementoption_optionid bigint,
  programattributeoption_programid bigint,
  programattributeoption_attributeid bigint,
  programattributeoption_optionid bigint,
  constraint datadimensionitem_pkey primary key (datadimensionitemid)
);

create table dataelementgroupsetdimension (
  dataelementgroupsetdimensionid integer not null,
  dataelementgroupsetid bigint,
  constraint dataelementgroupsetdimension_pkey primary key (dataelementgroupsetdimensionid)
);

create table dataelementgroupsetdimension_items (
  dataelementgroupsetdimensionid integer not null,
  sort_order integer not null,
  dataelementgroupid bigint not null,
  constraint dataelementgroupsetdimension_items_pkey primary key (dataelementgroupsetdimensionid, sort_order)
);

create table eventchart_periods (
  eventchartid bigint not null,
  sort_order integer not null,
  periodid bigint not null,
  constraint eventchart_periods_pkey primary key (eventchartid, sort_order)
);

create table eventreport_periods (
  eventreportid bigint not null,
  sort_order integer not null,
  periodid bigint not null,
  constraint eventreport_periods_pkey primary key (eventreportid, sort_order)
);

create table eventvisualization_attributedimensions (
  eventvisualizationid bigint not null,
  trackedentityattributedimensionid integer not null,
  sort_order integer not null,
  constraint eventvisualization_attributedimensions_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_categorydimensions (
  eventvisualizationid bigint not null,
  sort_order integer not null,
  categorydimensionid integer not null,
  constraint eventvisualization_categorydimensions_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_categoryoptiongroupsetdimensions (
  eventvisualizationid bigint not null,
  sort_order integer not null,
  categoryoptiongroupsetdimensionid integer not null,
  constraint eventvisualization_categoryoptiongroupsetdimensions_pkey
    primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_columns (
  eventvisualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint eventvisualization_columns_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_dataelementdimensions (
  eventvisualizationid bigint not null,
  trackedentitydataelementdimensionid integer not null,
  sort_order integer not null,
  constraint eventvisualization_dataelementdimensions_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_filters (
  eventvisualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint eventvisualization_filters_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_itemorgunitgroups (
  eventvisualizationid bigint not null,
  orgunitgroupid bigint not null,
  sort_order integer not null,
  constraint eventvisualization_itemorgunitgroups_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_organisationunits (
  eventvisualizationid bigint not null,
  organisationunitid bigint not null,
  sort_order integer not null,
  constraint eventvisualization_organisationunits_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_orgunitgroupsetdimensions (
  eventvisualizationid bigint not null,
  sort_order integer not null,
  orgunitgroupsetdimensionid integer not null,
  constraint eventvisualization_orgunitgroupsetdimensions_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_orgunitlevels (
  eventvisualizationid bigint not null,
  orgunitlevel integer,
  sort_order integer not null,
  constraint eventvisualization_orgunitlevels_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_periods (
  eventvisualizationid bigint not null,
  periodid bigint not null,
  sort_order integer not null,
  constraint eventvisualization_periods_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_programindicatordimensions (
  eventvisualizationid bigint not null,
  trackedentityprogramindicatordimensionid integer not null,
  sort_order integer not null,
  constraint eventvisualization_programindicatordimensions_pkey primary key (eventvisualizationid, sort_order)
);

create table eventvisualization_rows (
  eventvisualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint eventvisualization_rows_pkey primary key (eventvisualizationid, sort_order)
);

create table expressiondimensionitem (
  expressiondimensionitemid bigint not null,
  code varchar(50),
  name varchar(230) not null,
  shortname varchar(50) not null,
  formname varchar(230),
  expression text,
  description text,
  missingvaluestrategy varchar(255) not null,
  slidingwindow boolean,
  lastupdated timestamp,
  uid varchar(11),
  created timestamp,
  userid bigint,
  publicaccess varchar(8),
  lastupdatedby bigint,
  translations jsonb default '[]',
  attributevalues jsonb default '{}',
  sharing jsonb default '{}',
  constraint expressiondimensionitem_pkey primary key (expressiondimensionitemid),
  constraint expressiondimensionitem_code_key unique (code),
  constraint expressiondimensionitem_uid_key unique (uid)
);

create table interpretation (
  interpretationid bigint not null,
  uid varchar(11) not null,
  lastupdated timestamp not null,
  mapid bigint,
  eventreportid bigint,
  eventchartid bigint,
  datasetid bigint,
  periodid bigint,
  organisationunitid bigint,
  interpretationtext text,
  created timestamp not null,
  likes integer,
  userid bigint,
  publicaccess varchar(8),
  mentions jsonb,
  visualizationid bigint,
  sharing jsonb default '{}',
  eventvisualizationid bigint,
  constraint interpretation_pkey primary key (interpretationid)
);
-- [jooq ignore start]
create index in_interpretation_mentions_username
  on interpretation using gin (((mentions -> 'username')) jsonb_path_ops);
-- [jooq ignore stop]
create index interpretation_lastupdated on interpretation (lastupdated);
create unique index uk_interpretation_uid on interpretation (uid);

create table mapmapviews (
  mapid bigint not null,
  sort_order integer not null,
  mapviewid bigint not null,
  constraint mapmapviews_pkey primary key (mapid, sort_order)
);

create table mapview_attributedimensions (
  mapviewid bigint not null,
  sort_order integer not null,
  trackedentityattributedimensionid integer not null,
  constraint mapview_attributedimensions_pkey primary key (mapviewid, sort_order)
);

create table mapview_categorydimensions (
  mapviewid bigint not null,
  categorydimensionid integer not null,
  sort_order integer not null,
  constraint mapview_categorydimensions_pkey primary key (mapviewid, sort_order)
);

create table mapview_categoryoptiongroupsetdimensions (
  mapviewid bigint not null,
  sort_order integer not null,
  categoryoptiongroupsetdimensionid integer not null,
  constraint mapview_categoryoptiongroupsetdimensions_pkey primary key (mapviewid, sort_order)
);

create table mapview_columns (
  mapviewid bigint not null,
  sort_order integer not null,
  dimension varchar(255),
  constraint mapview_columns_pkey primary key (mapviewid, sort_order)
);

create table mapview_datadimensionitems (
  mapviewid bigint not null,
  sort_order integer not null,
  datadimensionitemid integer not null,
  constraint mapview_datadimensionitems_pkey primary key (mapviewid, sort_order)
);

create table mapview_dataelementdimensions (
  mapviewid bigint not null,
  sort_order integer not null,
  trackedentitydataelementdimensionid integer not null,
  constraint mapview_dataelementdimensions_pkey primary key (mapviewid, sort_order)
);

create table mapview_filters (
  mapviewid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint mapview_filters_pkey primary key (mapviewid, sort_order)
);

create table mapview_itemorgunitgroups (
  mapviewid bigint not null,
  sort_order integer not null,
  orgunitgroupid bigint not null,
  constraint mapview_itemorgunitgroups_pkey primary key (mapviewid, sort_order)
);

create table mapview_organisationunits (
  mapviewid bigint not null,
  sort_order integer not null,
  organisationunitid bigint not null,
  constraint mapview_organisationunits_pkey primary key (mapviewid, sort_order)
);

create table mapview_orgunitgroupsetdimensions (
  mapviewid bigint not null,
  sort_order integer not null,
  orgunitgroupsetdimensionid integer not null,
  constraint mapview_orgunitgroupsetdimensions_pkey primary key (mapviewid, sort_order)
);

create table mapview_orgunitlevels (
  mapviewid bigint not null,
  sort_order integer not null,
  orgunitlevel integer,
  constraint mapview_orgunitlevels_pkey primary key (mapviewid, sort_order)
);

create table mapview_periods (
  mapviewid bigint not null,
  sort_order integer not null,
  periodid bigint not null,
  constraint mapview_periods_pkey primary key (mapviewid, sort_order)
);

create table orgunitgroupsetdimension (
  orgunitgroupsetdimensionid integer not null,
  orgunitgroupsetid bigint,
  constraint orgunitgroupsetdimension_pkey primary key (orgunitgroupsetdimensionid)
);

create table orgunitgroupsetdimension_items (
  orgunitgroupsetdimensionid integer not null,
  sort_order integer not null,
  orgunitgroupid bigint not null,
  constraint orgunitgroupsetdimension_items_pkey primary key (orgunitgroupsetdimensionid, sort_order)
);

create table trackedentityattributedimension (
  trackedentityattributedimensionid integer not null,
  trackedentityattributeid bigint,
  legendsetid bigint,
  filter text,
  constraint trackedentityattributedimension_pkey primary key (trackedentityattributedimensionid)
);

create table trackedentitydataelementdimension (
  trackedentitydataelementdimensionid integer not null,
  dataelementid bigint,
  legendsetid bigint,
  filter text,
  programstageid bigint,
  constraint trackedentitydataelementdimension_pkey primary key (trackedentitydataelementdimensionid)
);

create table trackedentityprogramindicatordimension (
  trackedentityprogramindicatordimensionid integer not null,
  programindicatorid bigint,
  legendsetid bigint,
  filter text,
  constraint trackedentityprogramindicatordimension_pkey primary key (trackedentityprogramindicatordimensionid)
);

create table visualization_categorydimensions (
  visualizationid bigint not null,
  categorydimensionid integer not null,
  sort_order integer not null,
  constraint visualization_categorydimensions_pkey primary key (visualizationid, sort_order)
);

create table visualization_categoryoptiongroupsetdimensions (
  visualizationid bigint not null,
  sort_order integer not null,
  categoryoptiongroupsetdimensionid integer not null,
  constraint visualization_categoryoptiongroupsetdimensions_pkey primary key (visualizationid, sort_order)
);

create table visualization_columns (
  visualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint visualization_columns_pkey primary key (visualizationid, sort_order)
);

create table visualization_datadimensionitems (
  visualizationid bigint not null,
  datadimensionitemid integer not null,
  sort_order integer not null,
  constraint visualization_datadimensionitems_pkey primary key (visualizationid, sort_order)
);

create table visualization_dataelementgroupsetdimensions (
  visualizationid bigint not null,
  sort_order integer not null,
  dataelementgroupsetdimensionid integer not null,
  constraint visualization_dataelementgroupsetdimensions_pkey primary key (visualizationid, sort_order)
);

create table visualization_filters (
  visualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint visualization_filters_pkey primary key (visualizationid, sort_order)
);

create table visualization_itemorgunitgroups (
  visualizationid bigint not null,
  orgunitgroupid bigint not null,
  sort_order integer not null,
  constraint visualization_itemorgunitgroups_pkey primary key (visualizationid, sort_order)
);

create table visualization_organisationunits (
  visualizationid bigint not null,
  organisationunitid bigint not null,
  sort_order integer not null,
  constraint visualization_organisationunits_pkey primary key (visualizationid, sort_order)
);

create table visualization_orgunitgroupsetdimensions (
  visualizationid bigint not null,
  sort_order integer not null,
  orgunitgroupsetdimensionid integer not null,
  constraint visualization_orgunitgroupsetdimensions_pkey primary key (visualizationid, sort_order)
);

create table visualization_orgunitlevels (
  visualizationid bigint not null,
  orgunitlevel integer,
  sort_order integer not null,
  constraint visualization_orgunitlevels_pkey primary key (visualizationid, sort_order)
);

create table visualization_periods (
  visualizationid bigint not null,
  periodid bigint not null,
  sort_order integer not null,
  constraint visualization_periods_pkey primary key (visualizationid, sort_order)
);

create table visualization_rows (
  visualizationid bigint not null,
  dimension varchar(255),
  sort_order integer not null,
  constraint visualization_rows_pkey primary key (visualizationid, sort_order)
);
