create table partition_fingerprint (
  table_name varchar(63) primary key,
  relation bigint not null,
  layout text not null,
  fingerprint text not null
);
