-- Turns a database with the tables of DHIS2 2.42, empty or filled, into the shape of the newest DHIS2 2.40.
-- Rows stay; what 2.40 can not hold (shortened labels, newer settings of jobs and so on) is lost.
-- Constraints and sequences never changed their names when the tables did, so they need no renaming here.

-- Change logs: 2.40 keeps the older value of tracker data in the audit tables.
insert into trackedentitydatavalueaudit
  (trackedentitydatavalueauditid, eventid, dataelementid, value, created, modifiedby, audittype)
select nextval('trackedentitydatavalueaudit_sequence'), eventid, dataelementid,
  case when changelogtype = 'UPDATE' then previousvalue else coalesce(currentvalue, previousvalue) end,
  created, createdby, changelogtype
from eventchangelog
where dataelementid is not null;
insert into trackedentityattributevalueaudit
  (trackedentityattributevalueauditid, trackedentityid, trackedentityattributeid, value, created, modifiedby, audittype)
select nextval('hibernate_sequence'), trackedentityid, trackedentityattributeid,
  case when changelogtype = 'UPDATE' then previousvalue else coalesce(currentvalue, previousvalue) end,
  created, createdby, changelogtype
from trackedentitychangelog;
drop table eventchangelog, trackedentitychangelog;
drop sequence eventchangelog_sequence, trackedentitychangelog_sequence, note_sequence;

-- Renamed columns of tables that are renamed below.
alter table enrollment rename column enrollmentid to programinstanceid;
alter table enrollment rename column trackedentityid to trackedentityinstanceid;
alter table enrollment rename column occurreddate to incidentdate;
alter table enrollment rename column completeddate to enddate;
alter table event rename column eventid to programstageinstanceid;
alter table event rename column enrollmentid to programinstanceid;
alter table event rename column scheduleddate to duedate;
alter table event rename column occurreddate to executiondate;
alter table trackedentity rename column trackedentityid to trackedentityinstanceid;
alter table trackedentityaudit rename column trackedentityauditid to trackedentityinstanceauditid;
alter table trackedentityaudit rename column trackedentity to trackedentityinstance;
alter table trackedentityfilter rename column trackedentityfilterid to trackedentityinstancefilterid;
alter table eventfilter rename column eventfilterid to programstageinstancefilterid;
alter table note rename column noteid to trackedentitycommentid;
alter table note rename column notetext to commenttext;
alter table enrollment_notes rename column enrollmentid to programinstanceid;
alter table enrollment_notes rename column noteid to trackedentitycommentid;
alter table event_notes rename column eventid to programstageinstanceid;
alter table event_notes rename column noteid to trackedentitycommentid;

-- Renamed columns of tables that keep their names.
alter table trackedentityattributevalue rename column trackedentityid to trackedentityinstanceid;
alter table trackedentityattributevalueaudit rename column trackedentityid to trackedentityinstanceid;
alter table trackedentityprogramowner rename column trackedentityid to trackedentityinstanceid;
alter table programtempowner rename column trackedentityid to trackedentityinstanceid;
alter table programtempownershipaudit rename column trackedentityid to trackedentityinstanceid;
alter table programownershiphistory rename column trackedentityid to trackedentityinstanceid;
alter table trackedentitydatavalueaudit rename column eventid to programstageinstanceid;
alter table relationshipitem rename column trackedentityid to trackedentityinstanceid;
alter table relationshipitem rename column enrollmentid to programinstanceid;
alter table relationshipitem rename column eventid to programstageinstanceid;
alter table programmessage rename column trackedentityid to trackedentityinstanceid;
alter table programmessage rename column enrollmentid to programinstanceid;
alter table programmessage rename column eventid to programstageinstanceid;
alter table programnotificationinstance rename column enrollmentid to programinstanceid;
alter table programnotificationinstance rename column eventid to programstageinstanceid;
alter table potentialduplicate rename column original to teia;
alter table potentialduplicate rename column duplicate to teib;

-- Event and enrollment: fewer obligations, other indexes.
alter table enrollment alter column organisationunitid drop not null;
alter table event alter column organisationunitid drop not null, alter column attributeoptioncomboid drop not null;
drop index in_event_attributeoptioncomboid;
drop index programstageinstance_organisationunitid;
create index idx_event_ou_ps_occurreddate on event (organisationunitid, programstageid, executiondate);
alter table trackedentity alter column trackedentitytypeid drop not null;
alter table trackedentitytype drop column shortname;

-- Renamed tables.
alter table category rename to dataelementcategory;
alter table categoryoption rename to dataelementcategoryoption;
alter table enrollment rename to programinstance;
alter table event rename to programstageinstance;
alter table trackedentity rename to trackedentityinstance;
alter table trackedentityaudit rename to trackedentityinstanceaudit;
alter table trackedentityfilter rename to trackedentityinstancefilter;
alter table eventfilter rename to programstageinstancefilter;
alter table note rename to trackedentitycomment;
alter table enrollment_notes rename to programinstancecomments;
alter table event_notes rename to programstageinstancecomments;

alter table trackedentitycomment
  add column code varchar(50) constraint uk_8ul0w6gi3mdnr0kficn5syigg unique,
  add column lastupdated timestamp;
update trackedentitycomment set lastupdated = created;
alter table trackedentitycomment alter column lastupdated set not null;

-- Jobs: the older scheduler knows when a job runs next and which node may run it.
alter table jobconfiguration
  drop column executedby,
  drop column schedulingtype,
  drop column lastalive,
  drop column lastfinished,
  drop column cancel,
  drop column progress,
  drop column errorcodes,
  add column lastruntimeexecution text,
  add column nextexecutiontime timestamp,
  add column leaderonlyjob boolean default false not null,
  alter column jobtype drop not null,
  alter column jobstatus drop not null,
  alter column lastexecutedstatus drop not null;

-- Settings are JSON: text in quotes, numbers and truth values without.
update systemsetting
set value = to_json(value)::text
where value is not null and value !~ '^(-?[0-9]+(\.[0-9]+)?|true|false)$';
alter table systemsetting add column translations jsonb default '[]';
alter table systemsetting alter column translations drop default;

-- Minimum and maximum values have a key of their own.
alter table minmaxdataelement drop constraint minmaxdataelement_pkey;
alter table minmaxdataelement
  add constraint minmaxdataelement_pkey primary key (minmaxdataelementid),
  add constraint minmaxdataelement_unique_key unique (sourceid, dataelementid, categoryoptioncomboid),
  alter column minmaxdataelementid drop default,
  alter column sourceid drop not null,
  alter column dataelementid drop not null,
  alter column categoryoptioncomboid drop not null;

-- Values of attributes repeat the uid of their attribute.
do $$
declare
  holder record;
begin
  for holder in
    select table_schema, table_name from information_schema.columns
    where column_name = 'attributevalues' and data_type = 'jsonb' and table_schema = current_schema()
  loop
    execute format(
      'update %1$I.%2$I t set attributevalues = (select jsonb_object_agg(v.key, v.value || '
        || 'jsonb_build_object(''attribute'', jsonb_build_object(''id'', v.key))) from jsonb_each(t.attributevalues) v) '
        || 'where jsonb_typeof(t.attributevalues) = ''object'' and t.attributevalues <> ''{}''',
      holder.table_schema, holder.table_name);
  end loop;
end
$$;

-- Metadata.
alter table dashboard drop column embedded;
alter table dataapprovalworkflow alter column categorycomboid drop not null;
alter table datadimensionitem
  drop column programattributeoption_attributeid,
  drop column programattributeoption_optionid,
  drop column programattributeoption_programid,
  drop column programdataelementoption_dataelementid,
  drop column programdataelementoption_optionid,
  drop column programdataelementoption_programid;
alter table dataset
  drop column displayoptions,
  alter column expirydays type integer using round(expirydays)::integer,
  alter column timelydays type integer using round(timelydays)::integer;
delete from eventvisualization where programid is null;
alter table eventvisualization drop column trackedentitytypeid, alter column programid set not null;
alter table lockexception drop column created;
alter table mapview drop column name;
alter table optionvalue drop constraint optionvalue_unique_optionsetid_and_code;
alter table program
  drop column categorymappings,
  drop column enrollmentlabel,
  drop column eventlabel,
  drop column followuplabel,
  drop column notelabel,
  drop column orgunitlabel,
  drop column programstagelabel,
  drop column relationshiplabel,
  drop column trackedentityattributelabel;
alter table program_attributes drop column skipindividualanalytics;
alter table programindicator
  drop column aggregateexportdataelement,
  drop column attributecomboid,
  drop column categorycomboid,
  drop column categorymappingids;
alter table programruleaction add column templateuid text;
update programruleaction a set templateuid = t.uid
from programnotificationtemplate t
where t.programnotificationtemplateid = a.notificationtemplateid;
alter table programruleaction drop column notificationtemplateid;
alter table programstage drop column eventlabel, drop column programstagelabel;
alter table relationship drop column createdatclient;
alter table section drop column displayoptions;
alter table smscommands
  alter column parsertype type integer using array_position(
    array['KEY_VALUE_PARSER', 'J2ME_PARSER', 'ALERT_PARSER', 'UNREGISTERED_PARSER',
      'TRACKED_ENTITY_REGISTRATION_PARSER', 'PROGRAM_STAGE_DATAENTRY_PARSER', 'EVENT_REGISTRATION_PARSER'],
    parsertype::text) - 1;
alter table visualization drop column sorting;

-- Users, and uids that need not be there or be unique.
alter table userroleauthorities drop constraint userroleauthorities_unique_key;
alter table userinfo
  drop column name,
  drop column emailverificationtoken,
  drop column twofactortype,
  drop column verifiedemail,
  alter column uid drop not null;
alter index in_userinfo_openid rename to "create index in_userinfo_openid";
drop index uk_deletedobject_uid, uk_eventvisualization_uid, uk_incomingsms_uid, uk_interpretation_uid, uk_message_uid,
  uk_messageconversation_uid, uk_smscommands_uid, uk_userinfo_uid;
alter table eventvisualization alter column uid drop not null;
alter table incomingsms alter column uid drop not null;
alter table message alter column uid drop not null;
alter table messageconversation alter column uid drop not null;
alter table potentialduplicate
  drop constraint potentialduplicate_check_uid,
  drop constraint potentialduplicate_check_original,
  drop constraint potentialduplicate_check_duplicate;
drop function check_uid(varchar);
