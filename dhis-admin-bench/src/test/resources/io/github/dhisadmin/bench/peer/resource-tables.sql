-- Resource tables of a small database of monthly periods and three levels, written by hand so that
-- the procedure under test does not depend on the library it is compared with.
create table analytics_rs_periodstructure as
select p.periodid, to_char(p.startdate, 'YYYYMM') as iso, p.enddate - p.startdate + 1 as daysno,
  p.startdate, p.enddate, t.name as periodtypename, p.startdate as monthstartdate,
  extract(year from p.startdate)::integer as year,
  to_char(p.startdate, 'YYYYMM') as monthly, to_char(p.startdate, 'YYYY') as yearly
from period p
inner join periodtype t on t.periodtypeid = p.periodtypeid;

create table analytics_rs_dataelementstructure as
select dataelementid, uid as dataelementuid, aggregationtype, valuetype, domaintype, zeroissignificant
from dataelement;

create table analytics_rs_dataelementgroupsetstructure as
select dataelementid from dataelement;

create table analytics_rs_orgunitstructure as
select u.organisationunitid, u.uid as organisationunituid, u.hierarchylevel as level, u.path,
  split_part(u.path, '/', 2)::char(11) as uidlevel1,
  nullif(split_part(u.path, '/', 3), '')::char(11) as uidlevel2,
  nullif(split_part(u.path, '/', 4), '')::char(11) as uidlevel3
from organisationunit u;

create table analytics_rs_organisationunitgroupsetstructure as
select organisationunitid, null::date as startdate from organisationunit;

create table analytics_rs_categorystructure as
select categoryoptioncomboid, uid as categoryoptioncombouid from categoryoptioncombo;

create table analytics_rs_categoryoptioncomboname as
select categoryoptioncomboid, name as categoryoptioncomboname from categoryoptioncombo;
