alter table table_run add column error text;

create table staged_partition (
  staging_name varchar(63) primary key,
  relation bigint not null,
  layout text not null,
  row_count bigint not null,
  sources varchar(32) not null,
  fingerprint text
);

create table staged_partition_warning (
  staging_name varchar(63) not null references staged_partition (staging_name) on delete cascade,
  code varchar(63) not null,
  table_name varchar(63) not null,
  detail text not null,
  row_count bigint not null
);
