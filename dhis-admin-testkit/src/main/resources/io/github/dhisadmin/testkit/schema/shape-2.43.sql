-- Turns a database with the tables of DHIS2 2.42, empty or filled, into the shape of DHIS2 2.43.
-- Rows stay and move as DHIS2's own migrations move them. Geometry columns come along where they exist.

-- Periods know their ISO identifier, and there are three more period types.
alter table periodtype add column label varchar(230);
create unique index periodtype_name_key on periodtype (name);
insert into periodtype (periodtypeid, name)
select last.id + row_number() over (order by added.position), added.name
from (values (1, 'WeeklyFriday'), (2, 'FinancialFeb'), (3, 'FinancialAug')) as added (position, name)
cross join (select max(periodtypeid) as id from periodtype having count(*) > 0) last
where not exists (select from periodtype t where t.name = added.name);

-- A week belongs to the year that holds its fourth day, and is numbered in that year.
create function pg_temp.iso_week(start_date date, infix text) returns text
  language sql immutable
  return extract(year from start_date + 3)::int || infix || ((extract(doy from start_date + 3)::int - 1) / 7 + 1);

-- The types that begin in November belong to the year two months later.
create function pg_temp.iso_period(type_name text, start_date date) returns text
  language sql immutable
  return case type_name
    when 'Daily' then to_char(start_date, 'YYYYMMDD')
    when 'Weekly' then pg_temp.iso_week(start_date, 'W')
    when 'WeeklyWednesday' then pg_temp.iso_week(start_date, 'WedW')
    when 'WeeklyThursday' then pg_temp.iso_week(start_date, 'ThuW')
    when 'WeeklyFriday' then pg_temp.iso_week(start_date, 'FriW')
    when 'WeeklySaturday' then pg_temp.iso_week(start_date, 'SatW')
    when 'WeeklySunday' then pg_temp.iso_week(start_date, 'SunW')
    when 'BiWeekly' then to_char(start_date, 'IYYY') || 'BiW' || extract(week from start_date)::int / 2 + 1
    when 'Monthly' then to_char(start_date, 'YYYYMM')
    when 'BiMonthly'
      then to_char(start_date, 'YYYY') || lpad(((extract(month from start_date)::int + 1) / 2)::text, 2, '0') || 'B'
    when 'Quarterly' then to_char(start_date, 'YYYY"Q"Q')
    when 'QuarterlyNov' then to_char(start_date + interval '2 months', 'YYYY"NovQ"Q')
    when 'SixMonthly' then to_char(start_date, 'YYYY"S"') || (extract(month from start_date)::int + 5) / 6
    when 'SixMonthlyApril'
      then to_char(start_date, 'YYYY"AprilS"') || case when extract(month from start_date) < 10 then 1 else 2 end
    when 'SixMonthlyNov'
      then to_char(start_date + interval '2 months', 'YYYY"NovS"')
        || (extract(month from start_date + interval '2 months')::int + 5) / 6
    when 'Yearly' then to_char(start_date, 'YYYY')
    when 'FinancialFeb' then to_char(start_date, 'YYYY"Feb"')
    when 'FinancialApril' then to_char(start_date, 'YYYY"April"')
    when 'FinancialJuly' then to_char(start_date, 'YYYY"July"')
    when 'FinancialAug' then to_char(start_date, 'YYYY"Aug"')
    when 'FinancialSep' then to_char(start_date, 'YYYY"Sep"')
    when 'FinancialOct' then to_char(start_date, 'YYYY"Oct"')
    when 'FinancialNov' then to_char(start_date + interval '2 months', 'YYYY"Nov"')
  end;

alter table period add column iso varchar(50);
update period p
set iso = coalesce(
  (select pg_temp.iso_period(t.name, p.startdate) from periodtype t where t.periodtypeid = p.periodtypeid),
  p.startdate || '_' || p.enddate || '_' || p.periodid);
alter table period alter column iso set not null, add constraint period_iso_key unique (iso);
drop function pg_temp.iso_period(text, date);
drop function pg_temp.iso_week(date, text);

create table configuration_dataoutputperiodtype (
  configurationid integer not null,
  periodtypeid integer not null,
  constraint uk_configuration_dataoutputperiodtype unique (configurationid, periodtypeid),
  constraint fk_configuration_dataoutputperiodtype_configurationid
    foreign key (configurationid) references configuration (configurationid),
  constraint fk_configuration_dataoutputperiodtype_periodtypeid
    foreign key (periodtypeid) references periodtype (periodtypeid)
);
insert into configuration_dataoutputperiodtype (configurationid, periodtypeid)
select configurationid, periodtypeid from configuration cross join periodtype;

-- The events of programs with and without registration live in two tables.
create temporary table single_event_id as
select e.eventid
from event e
join programstage s on s.programstageid = e.programstageid
join program p on p.programid = s.programid
where p.type = 'WITHOUT_REGISTRATION';
create unique index on single_event_id (eventid);

create table trackerevent_notes (
  eventid bigint not null,
  sort_order integer not null,
  noteid bigint not null,
  constraint trackerevent_notes_pkey primary key (eventid, sort_order),
  constraint trackerevent_notes_trackedentitycommentid_key unique (noteid)
);
create table singleevent_notes (
  eventid bigint not null,
  sort_order integer not null,
  noteid bigint not null,
  constraint singleevent_notes_pkey primary key (eventid, sort_order),
  constraint singleevent_notes_trackedentitycommentid_key unique (noteid)
);
insert into singleevent_notes (eventid, sort_order, noteid)
select n.eventid, n.sort_order, n.noteid from event_notes n join single_event_id s on s.eventid = n.eventid;
insert into trackerevent_notes (eventid, sort_order, noteid)
select n.eventid, n.sort_order, n.noteid
from event_notes n
where not exists (select from single_event_id s where s.eventid = n.eventid);
drop table event_notes;

create sequence trackereventchangelog_sequence;
create sequence singleeventchangelog_sequence;
create table trackereventchangelog (
  eventchangelogid bigint default nextval('trackereventchangelog_sequence') not null,
  eventid bigint not null,
  dataelementid bigint,
  eventfield varchar(100),
  currentvalue varchar(50000),
  previousvalue varchar(50000),
  changelogtype varchar(100) not null,
  created timestamp not null,
  createdby varchar(255) not null,
  constraint trackereventchangelog_pkey primary key (eventchangelogid)
);
create index trackereventchangelog_eventid_created_idx on trackereventchangelog (eventid, created desc);
create table singleeventchangelog (
  eventchangelogid bigint default nextval('singleeventchangelog_sequence') not null,
  eventid bigint not null,
  dataelementid bigint,
  eventfield varchar(100),
  currentvalue varchar(50000),
  previousvalue varchar(50000),
  changelogtype varchar(100) not null,
  created timestamp not null,
  createdby varchar(255) not null,
  constraint singleeventchangelog_pkey primary key (eventchangelogid)
);
create index singleeventchangelog_eventid_created_idx on singleeventchangelog (eventid, created desc);
insert into singleeventchangelog
  (eventid, dataelementid, eventfield, currentvalue, previousvalue, changelogtype, created, createdby)
select eventid, dataelementid, eventfield, currentvalue, previousvalue, changelogtype, created, createdby
from eventchangelog
where eventid in (select eventid from single_event_id)
order by eventchangelogid;
insert into trackereventchangelog
  (eventid, dataelementid, eventfield, currentvalue, previousvalue, changelogtype, created, createdby)
select eventid, dataelementid, eventfield, currentvalue, previousvalue, changelogtype, created, createdby
from eventchangelog
where eventid not in (select eventid from single_event_id)
order by eventchangelogid;
drop table eventchangelog;
drop sequence eventchangelog_sequence;

alter table programmessage add column trackereventid bigint, add column singleeventid bigint;
alter table programnotificationinstance add column trackereventid bigint, add column singleeventid bigint;
alter table relationshipitem add column trackereventid bigint, add column singleeventid bigint;
update programmessage set singleeventid = eventid where eventid in (select eventid from single_event_id);
update programmessage set trackereventid = eventid where eventid is not null and singleeventid is null;
update programnotificationinstance set singleeventid = eventid where eventid in (select eventid from single_event_id);
update programnotificationinstance set trackereventid = eventid where eventid is not null and singleeventid is null;
update relationshipitem set singleeventid = eventid where eventid in (select eventid from single_event_id);
update relationshipitem set trackereventid = eventid where eventid is not null and singleeventid is null;
alter table programmessage drop column eventid;
alter table programnotificationinstance drop column eventid;
alter table relationshipitem drop column eventid;
alter table trackedentitydatavalueaudit drop constraint fk_entityinstancedatavalueaudit_programstageinstanceid;
alter table trackedentityattributevalueaudit drop constraint fk_attributevalueaudit_trackedentityinstanceid;

create table singleevent (like event including defaults);
insert into singleevent select e.* from event e join single_event_id s on s.eventid = e.eventid;
delete from event where eventid in (select eventid from single_event_id);
update singleevent set occurreddate = coalesce(scheduleddate, created) where occurreddate is null;
alter table singleevent
  drop column code,
  drop column enrollmentid,
  drop column scheduleddate,
  alter column occurreddate set not null,
  add constraint singleevent_pkey primary key (eventid),
  add constraint unique_singleevent_uid unique (uid),
  add constraint fk_singleevent_assigneduserid foreign key (assigneduserid) references userinfo (userinfoid),
  add constraint fk_singleevent_attributeoptioncomboid
    foreign key (attributeoptioncomboid) references categoryoptioncombo (categoryoptioncomboid),
  add constraint fk_singleevent_organisationunitid
    foreign key (organisationunitid) references organisationunit (organisationunitid),
  add constraint fk_singleevent_programstageid
    foreign key (programstageid) references programstage (programstageid);
create index in_singleevent_programstageid_assigneduserid on singleevent (programstageid, assigneduserid);
create index in_singleevent_programstageid_occurreddate on singleevent (programstageid, occurreddate, eventid);
create index in_singleevent_programstageid_organisationunitid on singleevent (programstageid, organisationunitid);

-- Events whose stage has no program are neither; DHIS2 sets them aside.
do $$
begin
  if exists (
    select from event e
    left join programstage s on s.programstageid = e.programstageid
    where s.programid is null)
  then
    create table inconsistentevent as
      select e.* from event e
      left join programstage s on s.programstageid = e.programstageid
      where s.programid is null;
    delete from event where eventid in (select eventid from inconsistentevent);
  end if;
end
$$;

alter table event rename to trackerevent;
alter table trackerevent drop column code;
alter table trackerevent rename constraint programstageinstance_pkey to trackerevent_pkey;
alter table trackerevent rename constraint uk_gy44hufdeduoma7eeh3j6abm7 to unique_trackerevent_uid;
alter table trackerevent
  rename constraint fk_programstageinstance_assigneduserid to fk_trackerevent_assigneduserid;
alter table trackerevent
  rename constraint fk_programstageinstance_attributeoptioncomboid to fk_trackerevent_attributeoptioncomboid;
alter table trackerevent
  rename constraint fk_programstageinstance_organisationunitid to fk_trackerevent_organisationunitid;
alter table trackerevent
  rename constraint fk_programstageinstance_programinstanceid to fk_trackerevent_enrollmentid;
alter table trackerevent
  rename constraint fk_programstageinstance_programstageid to fk_trackerevent_programstageid;
alter index in_event_attributeoptioncomboid rename to in_trackerevent_attributeoptioncomboid;
alter index in_programstageinstance_status_executiondate rename to in_trackerevent_status_occurreddate;
alter index in_psi_deleted_assigneduserid rename to in_trackerevent_deleted_assigneduserid;
alter index programstageinstance_executiondate rename to in_trackerevent_occurreddate;
alter index programstageinstance_organisationunitid rename to in_trackerevent_organisationunitid;
alter index programstageinstance_programinstanceid rename to in_trackerevent_enrollmentid;
drop index in_event_lastupdated;

alter table trackerevent_notes
  add constraint fk_trackerevent_notes_eventid foreign key (eventid) references trackerevent (eventid);
alter table singleevent_notes
  add constraint fk_singleevent_notes_eventid foreign key (eventid) references singleevent (eventid);
alter table trackereventchangelog
  add constraint fk_trackereventchangelog_eventid foreign key (eventid) references trackerevent (eventid);
alter table singleeventchangelog
  add constraint fk_singleeventchangelog_eventid foreign key (eventid) references singleevent (eventid);
alter table programmessage
  add constraint fk_programmessage_trackereventid foreign key (trackereventid) references trackerevent (eventid),
  add constraint fk_programmessage_singleeventid foreign key (singleeventid) references singleevent (eventid);
alter table programnotificationinstance
  add constraint fk_programnotificationinstance_trackereventid
    foreign key (trackereventid) references trackerevent (eventid),
  add constraint fk_programnotificationinstance_singleeventid
    foreign key (singleeventid) references singleevent (eventid);
alter table relationshipitem
  add constraint fk_relationshipitem_trackereventid foreign key (trackereventid) references trackerevent (eventid),
  add constraint fk_relationshipitem_singleeventid foreign key (singleeventid) references singleevent (eventid);

-- Programs and enrollments. The enrollments that only carried single events are gone.
create temporary table dummy_enrollment_id as
select e.enrollmentid
from enrollment e
join program p on p.programid = e.programid
where p.type = 'WITHOUT_REGISTRATION' and not exists (select from trackerevent t where t.enrollmentid = e.enrollmentid);
delete from enrollment_notes where enrollmentid in (select enrollmentid from dummy_enrollment_id);
update programmessage set enrollmentid = null where enrollmentid in (select enrollmentid from dummy_enrollment_id);
update programnotificationinstance set enrollmentid = null
where enrollmentid in (select enrollmentid from dummy_enrollment_id);
update relationshipitem set enrollmentid = null where enrollmentid in (select enrollmentid from dummy_enrollment_id);
delete from enrollment where enrollmentid in (select enrollmentid from dummy_enrollment_id);
drop table single_event_id, dummy_enrollment_id;

drop index index_programinstance;
alter table enrollment
  add column attributeoptioncomboid bigint constraint fk_enrollment_categorycomboid references categoryoptioncombo;
update enrollment
set attributeoptioncomboid = (
  select categoryoptioncomboid from categoryoptioncombo
  where uid = 'HllvX50cXC0' or name = 'default'
  order by uid = 'HllvX50cXC0' desc
  limit 1);
alter table enrollment alter column trackedentityid set not null, alter column attributeoptioncomboid set not null;

alter table program
  add column enablechangelog boolean default true not null,
  add column enrollmentcategorycomboid bigint constraint fk_program_enrollmentcategorycomboid references categorycombo,
  add column enrollmentslabel text,
  add column programstageslabel text,
  add column eventslabel text,
  add column noteslabel text,
  add column relationshipslabel text,
  add column trackedentityattributeslabel text;
update program p
set enrollmentcategorycomboid = coalesce(
  (select c.categorycomboid from categorycombo c where c.uid = 'bjDvmb4bfuf' or c.name = 'default'
   order by c.uid = 'bjDvmb4bfuf' desc limit 1),
  p.categorycomboid);
alter table program alter column enrollmentcategorycomboid set not null, alter column enablechangelog drop default;
alter table programstage add column eventslabel text;
alter table program_attributes drop column skipindividualanalytics;
create index in_program_organisationunits_organisationunitid on program_organisationunits (organisationunitid);
alter table programruleaction
  add column priority integer,
  add column legendsetid bigint constraint fk_programruleaction_legendsetid references maplegendset;
alter table trackedentityattribute
  add column skipanalytics boolean default false not null,
  add column mincharacterstosearch integer default 0 not null,
  add column preferredsearchoperator varchar(20) default null::varchar,
  add column blockedsearchoperators jsonb default '[]',
  add column trigramindexable boolean default false not null;
alter table trackedentitytype add column enablechangelog boolean, add column trackedentitytypeslabel text;
update trackedentitytype set enablechangelog = coalesce(allowauditlog, false);
alter table trackedentitytype alter column enablechangelog set not null;
alter table trackedentityprogramowner drop constraint uk_tei_program;
drop index in_unique_trackedentityprogramowner_teiid_programid_ouid;
create unique index trackedentityprogramowner_trackedentityid_programid_key
  on trackedentityprogramowner (trackedentityid, programid) include (organisationunitid);

-- Sequences: the two event tables go on from where their common one was.
alter sequence programinstance_sequence rename to enrollment_sequence;
alter sequence trackedentityinstance_sequence rename to trackedentity_sequence;
create sequence trackerevent_sequence;
create sequence singleevent_sequence;
create sequence relationship_sequence;
create sequence relationshipitem_sequence;
create sequence trackedentityprogramowner_sequence;
select setval('trackerevent_sequence', last_value, is_called) from programstageinstance_sequence;
select setval('singleevent_sequence', last_value, is_called) from programstageinstance_sequence;
select setval('relationship_sequence', last_value, is_called) from hibernate_sequence;
select setval('relationshipitem_sequence', last_value, is_called) from hibernate_sequence;
select setval('trackedentityprogramowner_sequence', last_value, is_called) from hibernate_sequence;
drop sequence programstageinstance_sequence;

-- Statistics count in whole numbers.
do $$
declare
  counter record;
begin
  for counter in
    select column_name from information_schema.columns
    where table_schema = current_schema() and table_name = 'datastatistics'
      and (data_type = 'double precision' or column_name in ('active_users', 'users'))
  loop
    execute format('alter table datastatistics alter column %1$I type bigint using round(%1$I)::bigint',
      counter.column_name);
  end loop;
end
$$;
create index idx_datastatistics_created on datastatistics (created);
create index idx_datastatisticsevent_ts on datastatisticsevent using brin ("timestamp");

-- Translations are a list, empty unless there are any.
do $$
declare
  translated text;
begin
  foreach translated in array array[
    'attribute', 'category', 'categorycombo', 'categoryoption', 'categoryoptioncombo', 'categoryoptiongroup',
    'categoryoptiongroupset', 'constant', 'dashboard', 'dataapprovallevel', 'dataapprovalworkflow', 'dataelement',
    'dataelementgroup', 'dataelementgroupset', 'dataentryform', 'dataset', 'document', 'indicator',
    'indicatorgroupset', 'indicatortype', 'map', 'maplegend', 'maplegendset', 'mapview', 'optiongroup',
    'optiongroupset', 'optionset', 'optionvalue', 'organisationunit', 'orgunitgroupset', 'section']
  loop
    execute format('update %I set translations = ''[]'' where translations is null', translated);
    execute format('alter table %I alter column translations set default ''[]'', alter column translations set not null',
      translated);
  end loop;
  foreach translated in array array[
    'dashboarditem', 'indicatorgroup', 'orgunitgroup', 'orgunitlevel', 'predictorgroup', 'program',
    'programindicator', 'programindicatorgroup', 'programmessage', 'programrule', 'programsection', 'programstage',
    'programstagesection', 'relationshiptype', 'report', 'trackedentityattribute', 'trackedentitytype', 'usergroup',
    'userrole', 'validationrule', 'validationrulegroup']
  loop
    execute format('alter table %I alter column translations set default ''[]''', translated);
  end loop;
end
$$;

-- Other metadata.
create index idx_categorycombos_optioncombos_categorycomboid on categorycombos_optioncombos (categorycomboid);
alter table eventvisualization
  add column fixcolumnheaders boolean default false not null,
  add column fixrowheaders boolean default false not null,
  add column hideemptycolumns boolean default false not null;
alter table eventvisualization
  alter column fixcolumnheaders drop default,
  alter column fixrowheaders drop default,
  alter column hideemptycolumns drop default;
alter table map
  add column basemaps jsonb default '[]',
  alter column created set default now(),
  alter column lastupdated set default now();
alter table mapview add column eventcoordinatefieldfallback varchar(15);
alter table usergroup add column description varchar(255);
alter table userinfo alter column username set not null;
delete from systemsetting where name like 'keyDataImport%' or name = 'keyStyle';

-- Data values are audited by the database. A writer that leaves out storedby must set dhis2.user.
alter table datavalue
  alter column created set default now(),
  alter column lastupdated set default now(),
  alter column storedby set default current_setting('dhis2.user');

create function log_datavalue_audit() returns trigger
  language plpgsql
as $$
begin
  insert into datavalueaudit
    (datavalueauditid, dataelementid, periodid, organisationunitid, categoryoptioncomboid, attributeoptioncomboid,
     value, created, modifiedby, audittype)
  values
    (nextval('datavalueaudit_sequence'), new.dataelementid, new.periodid, new.sourceid, new.categoryoptioncomboid,
     new.attributeoptioncomboid, new.value, now(),
     left(coalesce(nullif(current_setting('dhis2.user', true), ''), new.storedby), 100),
     case when tg_op = 'INSERT' then 'CREATE' when new.deleted and not old.deleted then 'DELETE' else 'UPDATE' end);
  return null;
end
$$;
create trigger trg_datavalue_audit after insert or update on datavalue
  for each row execute function log_datavalue_audit();

-- Geometry has one type and one reference system everywhere.
do $$
declare
  located record;
begin
  for located in
    select table_name from information_schema.columns
    where table_schema = current_schema() and column_name = 'geometry'
      and table_name in ('enrollment', 'trackedentity', 'trackerevent', 'singleevent')
  loop
    execute format(
      'alter table %I alter column geometry type geometry(Geometry, 4326) using st_setsrid(geometry, 4326)',
      located.table_name);
  end loop;
end
$$;
