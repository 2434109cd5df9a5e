-- Messages, program messages and SMS.

create table incomingsms (
  id bigint not null,
  originator varchar(255) not null,
  encoding integer not null,
  sentdate timestamp not null,
  receiveddate timestamp not null,
  text varchar(255),
  gatewayid varchar(255) not null,
  status integer not null,
  parsed boolean,
  statusmessage varchar(255),
  userid bigint,
  uid varchar(255) not null,
  constraint incomingsms_pkey primary key (id)
);
create index sms_originator_index on incomingsms (originator);
create index sms_status_index on incomingsms (status);
create unique index uk_incomingsms_uid on incomingsms (uid);

create table message (
  messageid bigint not null,
  uid varchar(11) not null,
  created timestamp not null,
  lastupdated timestamp not null,
  messagetext text,
  internal boolean,
  metadata varchar(255),
  userid bigint,
  constraint message_pkey primary key (messageid)
);
create unique index uk_message_uid on message (uid);

create table messageattachments (
  messageid bigint not null,
  fileresourceid bigint not null,
  constraint messageattachments_pkey primary key (messageid, fileresourceid)
);

create table messageconversation (
  messageconversationid bigint not null,
  uid varchar(11) not null,
  messagecount integer,
  created timestamp not null,
  lastupdated timestamp not null,
  subject varchar(255) not null,
  messagetype varchar(255) not null,
  priority varchar(255),
  status varchar(255),
  user_assigned bigint,
  lastsenderid bigint,
  lastmessage timestamp,
  userid bigint,
  extmessageid varchar(64),
  constraint messageconversation_pkey primary key (messageconversationid)
);
-- [jooq ignore start]
create index in_messageconversation_extmessageid on messageconversation using hash (extmessageid);
-- [jooq ignore stop]
create index messageconversation_lastmessage on messageconversation (lastmessage);
create unique index uk_messageconversation_uid on messageconversation (uid);

create table messageconversation_messages (
  messageconversationid bigint not null,
  sort_order integer not null,
  messageid bigint not null,
  constraint messageconversation_messages_pkey primary key (messageconversationid, sort_order),
  constraint uk_nqdtggpr548q0tnbu919puw0p unique (messageid)
);

create table messageconversation_usermessages (
  messageconversationid bigint not null,
  usermessageid integer not null,
  constraint messageconversation_usermessages_pkey primary key (messageconversationid, usermessageid),
  constraint uk_j5pi1qwi2m228qrsxql48o61s unique (usermessageid)
);

create table programmessage (
  id bigint not null,
  uid varchar(11) not null,
  code varchar(50),
  created timestamp not null,
  lastupdated timestamp not null,
  lastupdatedby bigint,
  text varchar(500) not null,
  subject varchar(200),
  processeddate timestamp,
  messagestatus varchar(50),
  trackedentityid bigint,
  organisationunitid bigint,
  enrollmentid bigint,
  eventid bigint,
  translations jsonb,
  notificationtemplate varchar(255),
  constraint programmessage_pkey primary key (id),
  constraint uk_1qlw3rts2pog96ye7r6fqd122 unique (uid),
  constraint uk_3vgkycs0lsgpxaqtytfijr1ji unique (code)
);

create table programmessage_deliverychannels (
  programmessagedeliverychannelsid bigint not null,
  deliverychannel varchar(255)
);

create table programmessage_emailaddresses (
  programmessageemailaddressid bigint not null,
  email text
);

create table programmessage_phonenumbers (
  programmessagephonenumberid bigint not null,
  phonenumber text
);

create table smscodes (
  smscodeid integer not null,
  code varchar(255),
  formula text,
  compulsory boolean,
  dataelementid bigint,
  trackedentityattributeid bigint,
  optionid bigint,
  constraint smscodes_pkey primary key (smscodeid)
);

create table smscommands (
  smscommandid bigint not null,
  uid varchar(11) not null,
  created timestamp not null,
  lastupdated timestamp not null,
  name text,
  parsertype varchar(50),
  separatorkey text,
  codeseparator text,
  defaultmessage text,
  receivedmessage text,
  wrongformatmessage text,
  nousermessage text,
  morethanoneorgunitmessage text,
  successmessage text,
  currentperiodusedforreporting boolean,
  completenessmethod text,
  datasetid bigint,
  usergroupid bigint,
  programid bigint,
  programstageid bigint,
  constraint smscommands_pkey primary key (smscommandid)
);
create unique index uk_smscommands_uid on smscommands (uid);

create table usermessage (
  usermessageid integer not null,
  usermessagekey varchar(255),
  userid bigint not null,
  isread boolean not null,
  isfollowup boolean,
  constraint usermessage_pkey primary key (usermessageid)
);
create index usermessage_isread on usermessage (isread);
create index usermessage_userid on usermessage (userid);
