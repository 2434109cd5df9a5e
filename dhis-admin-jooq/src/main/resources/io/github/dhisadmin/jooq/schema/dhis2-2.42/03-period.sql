-- Periods, their types and sets of relative periods.

create table periodtype (
  periodtypeid integer not null,
  name varchar(50) not null,
  constraint periodtype_pkey primary key (periodtypeid)
);

create table period (
  periodid bigint not null,
  periodtypeid integer,
  startdate date not null,
  enddate date not null,
  constraint period_pkey primary key (periodid),
  constraint uk_tbkbjga8h4j5u33d7hbcuk66t unique (periodtypeid, startdate, enddate)
);

create table relativeperiods (
  relativeperiodsid integer not null,
  thisday boolean not null,
  yesterday boolean not null,
  last3days boolean not null,
  last7days boolean not null,
  last14days boolean not null,
  thismonth boolean not null,
  lastmonth boolean not null,
  thisbimonth boolean not null,
  lastbimonth boolean not null,
  thisquarter boolean not null,
  lastquarter boolean not null,
  thissixmonth boolean not null,
  lastsixmonth boolean not null,
  weeksthisyear boolean,
  monthsthisyear boolean not null,
  bimonthsthisyear boolean,
  quartersthisyear boolean not null,
  thisyear boolean not null,
  monthslastyear boolean not null,
  quarterslastyear boolean not null,
  lastyear boolean not null,
  last5years boolean not null,
  last12months boolean not null,
  last6months boolean not null,
  last3months boolean not null,
  last6bimonths boolean not null,
  last4quarters boolean not null,
  last2sixmonths boolean not null,
  thisfinancialyear boolean not null,
  lastfinancialyear boolean not null,
  last5financialyears boolean not null,
  thisweek boolean not null,
  lastweek boolean not null,
  thisbiweek boolean,
  lastbiweek boolean,
  last4weeks boolean not null,
  last4biweeks boolean,
  last12weeks boolean not null,
  last52weeks boolean not null,
  last30days boolean not null,
  last60days boolean not null,
  last90days boolean not null,
  last180days boolean not null,
  last10years boolean not null,
  last10financialyears boolean not null,
  constraint relativeperiods_pkey primary key (relativeperiodsid)
);
